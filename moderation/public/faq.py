"""The questions that readers ask about moderation, answered as a site is set up.

Each answer says what the code does, no more: what is stored is what `store.tables` has
columns for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from classifier.saying import N_, Say, english
from moderation.comments import Mode
from moderation.policy import NAMES
from moderation.public.keeping import how_long
from moderation.public.names import languages, listed


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What readers may know of how a site's comments are judged.

    Attributes:
        attributes: what the classifier scores.
        languages: codes of those that are read.
        topic_languages: codes of those in which it is told what is on topic.
        own_model: whether the site has one, learnt from its moderators.
        other_scorers: whether others' scorers stand in for some attributes.
        erase_rejected_after: days after which what was rejected is erased.
        erase_texts_after: days after which all is.
        erase_authors_after: days after which it is not known any more who wrote it.
    """

    attributes: tuple[str, ...]
    languages: tuple[str, ...]
    topic_languages: tuple[str, ...] = ("en",)
    own_model: bool = False
    other_scorers: bool = False
    erase_rejected_after: int | None = None
    erase_texts_after: int | None = None
    erase_authors_after: int | None = None


@dataclass(frozen=True)
class Question:
    """One entry of the FAQ; paragraphs of the answer are apart by a blank line."""

    question: str
    answer: str


SOUGHT = {name: words for name, words in NAMES.items() if name != "reject"}
"""What the classifier seeks in any site's comments, in words."""

PRACTICE: Mapping[Mode, str] = {
    Mode.AUTO: N_(
        "Clear cases are decided at once. Whatever is in doubt waits for a person."
    ),
    Mode.PRE: N_("Every comment waits for a person before it is posted."),
    Mode.POST: N_(
        "Comments are posted at once unless they are clearly against the rules. A "
        "person looks at the doubtful ones afterwards."
    ),
    Mode.CLOSED: N_(
        "Comments are closed at present: none is posted. What follows holds when they "
        "are open."
    ),
}


def faq(
    setup: Setup, mode: Mode, *, topic_rejects: bool, gettext: Say = english
) -> tuple[Question, ...]:
    """All questions and their answers.

    Args:
        setup: the site's judges.
        mode: how it treats what nobody has looked at.
        topic_rejects: whether a rule of its own rejects what is off topic.
        gettext: what puts them into the reader's language.
    """
    deciding = (
        *_deciding(mode, gettext),
        _topic(topic_rejects, gettext),
        gettext(_ERRING),
    )
    answers = {
        gettext("How are comments checked?"): _judges(setup, gettext),
        gettext("Does a machine decide?"): deciding,
        gettext("Is every comment treated alike?"): (gettext(_ALIKE),),
        gettext("Must I agree with the article?"): (gettext(_AGREEING),),
        gettext("What if I write in another language?"): (
            _language(setup, mode, gettext),
        ),
        gettext("Why has my comment not appeared?"): _absent(mode, gettext),
        gettext("How can I appeal?"): map(gettext, _APPEALING),
        gettext("What is stored?"): map(gettext, _STORED),
        gettext("For how long is it stored?"): how_long(
            gettext,
            rejected=setup.erase_rejected_after,
            texts=setup.erase_texts_after,
            authors=setup.erase_authors_after,
        ),
        gettext("What else are comments used for?"): (gettext(_USED_FOR),),
    }
    return tuple(
        Question(question, "\n\n".join(answer)) for question, answer in answers.items()
    )


def _judges(setup: Setup, gettext: Say) -> Iterable[str]:
    sought = [gettext(SOUGHT[name]) for name in setup.attributes if name in SOUGHT]
    yield gettext(
        "Every comment is checked when it arrives, and again when its author changes "
        "it. Three judges look at it. A classifier, a program that has learnt from "
        "many comments, estimates how likely it is %(sought)s. A judge of topic "
        "compares it with the article. And the rules on this page are gone through one "
        "by one.",
        sought=listed(sought, "or", gettext),
    )
    if setup.own_model:
        yield gettext(
            "Beside them a model of this site's own estimates what its moderators "
            "would say: it has learnt from what they decided before."
        )
    if setup.other_scorers:
        yield gettext(
            "For a part of this the publisher has chosen other tools, which may run "
            "elsewhere. They get the text of a comment, and nothing about its author."
        )


def _deciding(mode: Mode, gettext: Say) -> Iterable[str]:
    match mode:
        case Mode.PRE:
            yield gettext(
                "No. The judges only sort what waits and say what they noticed; a "
                "person decides about every comment, but for one that a rule on this "
                "page speaks for and nothing against."
            )
        case Mode.POST:
            yield gettext(
                "Only in clear cases: a comment is rejected at once if a rule says so "
                "or the classifier is almost certain. Others are posted, and people "
                "decide whether what is doubtful stays."
            )
        case _:
            yield gettext(
                "Only in clear cases. A comment against which nothing speaks is posted "
                "at once. One is rejected at once if a rule says so or the classifier "
                "is almost certain. About all others a person decides: also where "
                "several small signs come together, or rules contradict each other."
            )
    if mode is not Mode.PRE:
        yield gettext(
            "A comment that could not be judged in full, because a judge failed or "
            "does not read its language, always waits for a person."
        )


def _topic(rejects: bool, gettext: Say) -> str:
    if rejects:
        return gettext(
            "The judge of topic rejects nothing: what it finds to be off topic is for "
            "a person to look at. But a rule of this site rejects some of it."
        )
    return gettext(
        "Being off topic is never enough for a comment to be rejected by a machine: "
        "it is for a person to look at."
    )


_ERRING = N_("Judges err, and so do people. Moderators can change any decision.")

_ALIKE = N_(
    "The same judges look at every comment. The publisher can decide for a section, "
    "an article or an author that people look at every comment first, or sooner or "
    "later than elsewhere, or that comments are closed."
)

_AGREEING = N_(
    "No. None of the judges is asked which side you take. You may criticise the "
    "article, those whom it is about, and what other readers say. What counts is that "
    "you write about the subject, and that you abuse nobody."
)


def _language(setup: Setup, mode: Mode, gettext: Say) -> str:
    read = languages(setup.languages, gettext)
    on_topic = languages(setup.topic_languages, gettext)
    told = (
        gettext("The classifier reads %(read)s.", read=listed(read, "and", gettext)),
        gettext("In some of these it estimates less.") if len(read) > 1 else "",
        gettext(
            "A comment in another language is not rejected for it: it is read by a "
            "person alone."
        )
        if mode is Mode.PRE
        else gettext(
            "A comment in another language is not rejected for it: it waits for a "
            "person."
        ),
        gettext(
            "Whether a comment is on topic is estimated in %(on_topic)s alone.",
            on_topic=listed(on_topic, "and", gettext),
        ),
    )
    return " ".join(filter(None, told))


def _absent(mode: Mode, gettext: Say) -> Iterable[str]:
    if mode is Mode.CLOSED:
        yield gettext(
            "Comments are closed at present. None is posted, whatever it says."
        )
    match mode:
        case Mode.PRE:
            yield gettext(
                "Most likely it waits: people read every comment, which takes time."
            )
        case Mode.POST:
            yield gettext(
                "It may wait for a person, since it could not be judged in full."
            )
        case _:
            yield gettext(
                "It may wait for a person, since something about it was in doubt. That "
                "says nothing against you: a good comment may use a word that bad ones "
                "use."
            )
    yield gettext(
        "It may have been rejected, by a person or under one of the rules on this "
        "page. The reasons are passed on to the publisher of this site."
    )
    yield gettext(
        "If you changed a comment, the new text is checked as a new comment is, and "
        "may have to wait."
    )


_APPEALING = (
    N_(
        "On the page of your comment, whose address the publisher of this site can "
        "give you: it says where the comment stands and why, and has a form to ask "
        "for another look, once for each text. Another person than the one who "
        "rejected it reads that."
    ),
    N_(
        "If you have no such address, write to the publisher, and say under which "
        "article and when you wrote the comment. Moderators can look at every "
        "comment again and change what was decided about it, whether by a machine "
        "or by a person."
    ),
)

_STORED = (
    N_(
        "The comment: its text as it was sent, also as it was before you changed "
        "it, and a digest by which the same text is found again, and for a week one "
        "by which nearly the same is; when it was written and when it came, in "
        "which language, the article that it is about, and the comment that it "
        "answers. Of its author: the id, the name and the time of registration, as "
        "far as the publisher passes them on, what moderators noted about them, and "
        "whether they trust, watch or banned them, why and for how long."
    ),
    N_(
        "What became of it: what the judges found, which of many subjects it seems to "
        "be about, by which of the site's settings it was treated, and each decision "
        "with its time, who made it, its reason, in which queue it waited, and a note "
        "and a message to its author if there are some. Also the messages, if any, "
        "that told the publisher's system, what readers reported, and what you said if "
        "you appealed."
    ),
    N_(
        "The author's e-mail address and network address are not stored, even if "
        "the publisher passes them on. What the text of a comment tells of its "
        "author or of others is stored with the text."
    ),
)

_USED_FOR = N_(
    "An author's earlier comments count when a new one is judged, and so does the same "
    "text if it was posted before. What people decide is kept as examples, from which "
    "a model of this site's own can learn to estimate what they would say."
)
