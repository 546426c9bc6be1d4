"""The questions that readers ask about moderation, answered as a site is set up.

Each answer says what the code does, no more: what is stored is what `store.tables` has
columns for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moderation.comments import Mode
from moderation.policy import NAMES


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
    Mode.AUTO: "Clear cases are decided at once. Whatever is in doubt waits for a "
    "person.",
    Mode.PRE: "Every comment waits for a person before it is posted.",
    Mode.POST: "Comments are posted at once unless they are clearly against the rules. "
    "A person looks at the doubtful ones afterwards.",
    Mode.CLOSED: "Comments are closed at present: none is posted. What follows holds "
    "when they are open.",
}


def faq(setup: Setup, mode: Mode, *, topic_rejects: bool) -> tuple[Question, ...]:
    """All questions and their answers.

    Args:
        setup: the site's judges.
        mode: how it treats what nobody has looked at.
        topic_rejects: whether a rule of its own rejects what is off topic.
    """
    deciding = (*_deciding(mode), _topic(topic_rejects), _ERRING)
    return (
        Question("How are comments checked?", _paragraphs(_judges(setup))),
        Question("Does a machine decide?", _paragraphs(deciding)),
        Question("Is every comment treated alike?", _ALIKE),
        Question("Must I agree with the article?", _AGREEING),
        Question("What if I write in another language?", _language(setup, mode)),
        Question("Why has my comment not appeared?", _paragraphs(_absent(mode))),
        Question("How can I appeal?", _APPEALING),
        Question("What is stored?", _STORED),
        Question("For how long is it stored?", _paragraphs(_how_long(setup))),
        Question("What else are comments used for?", _USED_FOR),
    )


def _judges(setup: Setup) -> Iterable[str]:
    sought = [SOUGHT[name] for name in setup.attributes if name in SOUGHT]
    yield (
        "Every comment is checked when it arrives, and again when its author changes "
        "it. Three judges look at it. A classifier, a program that has learnt from "
        f"many comments, estimates how likely it is {listed(sought, 'or')}. A judge of "
        "topic compares it with the article. And the rules on this page are gone "
        "through one by one."
    )
    if setup.own_model:
        yield (
            "Beside them a model of this site's own estimates what its moderators "
            "would say: it has learnt from what they decided before."
        )
    if setup.other_scorers:
        yield (
            "For a part of this the publisher has chosen other tools, which may run "
            "elsewhere. They get the text of a comment, and nothing about its author."
        )


def _deciding(mode: Mode) -> Iterable[str]:
    match mode:
        case Mode.PRE:
            yield (
                "No. The judges only sort what waits and say what they noticed; a "
                "person decides about every comment, but for one that a rule on this "
                "page speaks for and nothing against."
            )
        case Mode.POST:
            yield (
                "Only in clear cases: a comment is rejected at once if a rule says so "
                "or the classifier is almost certain. Others are posted, and people "
                "decide whether what is doubtful stays."
            )
        case _:
            yield (
                "Only in clear cases. A comment against which nothing speaks is posted "
                "at once. One is rejected at once if a rule says so or the classifier "
                "is almost certain. About all others a person decides: also where "
                "several small signs come together, or rules contradict each other."
            )
    if mode is not Mode.PRE:
        yield (
            "A comment that could not be judged in full, because a judge failed or "
            "does not read its language, always waits for a person."
        )


def _topic(rejects: bool) -> str:
    if rejects:
        return (
            "The judge of topic rejects nothing: what it finds to be off topic is for "
            "a person to look at. But a rule of this site rejects some of it."
        )
    return (
        "Being off topic is never enough for a comment to be rejected by a machine: "
        "it is for a person to look at."
    )


_ERRING = "Judges err, and so do people. Moderators can change any decision."

_ALIKE = (
    "The same judges look at every comment. The publisher can decide for a section, "
    "an article or an author that people look at every comment first, or sooner or "
    "later than elsewhere, or that comments are closed."
)

_AGREEING = (
    "No. None of the judges is asked which side you take. You may criticise the "
    "article, those whom it is about, and what other readers say. What counts is that "
    "you write about the subject, and that you abuse nobody."
)


def _language(setup: Setup, mode: Mode) -> str:
    read, on_topic = languages(setup.languages), languages(setup.topic_languages)
    waits = "is read by a person alone" if mode is Mode.PRE else "waits for a person"
    less = " In some of these it estimates less." if len(read) > 1 else ""
    return (
        f"The classifier reads {listed(read, 'and')}.{less} A comment in another "
        f"language is not rejected for it: it {waits}. Whether a comment is on topic "
        f"is estimated in {listed(on_topic, 'and')} alone."
    )


def _absent(mode: Mode) -> Iterable[str]:
    if mode is Mode.CLOSED:
        yield "Comments are closed at present. None is posted, whatever it says."
    match mode:
        case Mode.PRE:
            yield "Most likely it waits: people read every comment, which takes time."
        case Mode.POST:
            yield "It may wait for a person, since it could not be judged in full."
        case _:
            yield (
                "It may wait for a person, since something about it was in doubt. That "
                "says nothing against you: a good comment may use a word that bad ones "
                "use."
            )
    yield (
        "It may have been rejected, by a person or under one of the rules on this "
        "page. The reasons are passed on to the publisher of this site."
    )
    yield (
        "If you changed a comment, the new text is checked as a new comment is, and "
        "may have to wait."
    )


_APPEALING = (
    "On the page of your comment, whose address the publisher of this site can give "
    "you: it says where the comment stands and why, and has a form to ask for another "
    "look, once for each text. Another person than the one who rejected it reads "
    "that.\n\nIf you have no such address, write to the publisher, and say under which "
    "article and when you wrote the comment. Moderators can look at every comment "
    "again and change what was decided about it, whether by a machine or by a person."
)

_STORED = (
    "The comment: its text as it was sent, also as it was before you changed it, and a "
    "digest by which the same text is found again, and for a week one by which nearly "
    "the same is; when it was written and when it came, in which language, the article "
    "that it is about, and the comment that it answers. Of its author: the id, the "
    "name and the time of registration, as far as the publisher passes them on, what "
    "moderators noted about them, and whether they trust, watch or banned them, why "
    "and for how long.\n\n"
    "What became of it: what the judges found, by which of the site's settings it was "
    "treated, and each decision with its time, who made it, its "
    "reason, in which queue it waited, and a note and a message to its author if there "
    "are some. Also the messages, if any, that told the "
    "publisher's system, what readers reported, and what you said if you appealed."
    "\n\nThe author's e-mail address and network address are "
    "not stored, even if the publisher passes them on. What the text of a comment "
    "tells of its author or of others is stored with the text."
)

_ERASED = (
    "If you want a comment of yours removed, write to the publisher of this site. Of a "
    "comment that is erased the text, the name and the id of its author, and what was "
    "said about it are gone; it stays known that there was one, which scores it had, "
    "and what was decided, when and by whom. A model of this site's own that learnt "
    "from it forgets it when it next learns."
)


def _how_long(setup: Setup) -> Iterable[str]:
    texts, rejected = setup.erase_texts_after, setup.erase_rejected_after
    authors = setup.erase_authors_after
    if texts is None and rejected is None and authors is None:
        yield (
            "There is no limit: nothing is deleted by itself, neither comments, posted "
            f"or not, nor the record of what was decided. {_ERASED}"
        )
        return
    sooner = rejected is not None and (texts is None or rejected < texts)
    told = [
        f"a comment that was not posted is erased after {days(rejected)}"
        if rejected is not None and sooner
        else "",
        f"every {'other ' if sooner else ''}comment is erased after {days(texts)}"
        if texts is not None
        else "",
        f"after {days(authors)} it is forgotten who wrote a comment and who reported it"
        if authors is not None
        else "",
    ]
    *before, last = filter(None, told)
    sentence = f"{', '.join(before)}, and {last}" if before else last
    kept = "" if texts is not None else " Otherwise there is no limit to texts."
    yield (
        f"{sentence[0].upper()}{sentence[1:]}.{kept} The days count from when it came "
        "or, if that was later, was last decided about; one that waits for a person "
        "is kept until it is decided. What was erased here may still be posted, or be "
        "kept by the publisher. What moderators noted about an author, and whether "
        "they trust or banned them, stays known until they change that."
    )
    yield _ERASED


def days(number: int) -> str:
    """A number of days in words.

    >>> days(1), days(30)
    ('a day', '30 days')
    """
    return "a day" if number == 1 else f"{number} days"


_USED_FOR = (
    "An author's earlier comments count when a new one is judged, and so does the same "
    "text if it was posted before. What people decide is kept as examples, from which "
    "a model of this site's own can learn to estimate what they would say."
)

_LANGUAGES: Mapping[str, str] = {
    **{"ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish"},
    **{"de": "German", "el": "Greek", "en": "English", "es": "Spanish"},
    **{"et": "Estonian", "fi": "Finnish", "fr": "French", "hi": "Hindi"},
    **{"hr": "Croatian", "hu": "Hungarian", "it": "Italian", "ja": "Japanese"},
    **{"ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian"},
    **{"nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese"},
    **{"ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian"},
    **{"sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian"},
    **{"zh": "Chinese"},
}


def languages(codes: Iterable[str]) -> list[str]:
    """Their English names, sorted; a code stands for one that we have no name of."""
    return sorted({_LANGUAGES.get(code, code) for code in codes})


def listed(words: Iterable[str], last: str) -> str:
    """Words as a sentence lists them.

    >>> listed(["one", "two", "three"], "or")
    'one, two or three'
    """
    *before, final = words or ["nothing"]
    return f"{', '.join(before)} {last} {final}" if before else final


def _paragraphs(each: Iterable[str]) -> str:
    return "\n\n".join(each)
