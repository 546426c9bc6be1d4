"""The codes that pages show, as words, so that each language has a word for each.

What is stored is shown by the filter `words`, with blanks for its underscores. No
search through the sources finds such words, so all of them stand here; a test holds
that none is missing. What others name, such as an attribute of a scorer of their own,
is shown as it is.
"""

from collections.abc import Sequence

from classifier.saying import N_

ATTRIBUTES: Sequence[str] = (
    N_("toxicity"),
    N_("severe toxicity"),
    N_("insult"),
    N_("threat"),
    N_("profanity"),
    N_("identity attack"),
    N_("spam"),
    N_("off topic"),
    N_("on topic"),
    N_("risk"),
)

REASONS: Sequence[str] = (
    N_("abuse"),
    N_("insult"),
    N_("threat"),
    N_("hate"),
    N_("profanity"),
    N_("sexual"),
    N_("spam"),
    N_("advertising"),
    N_("off topic"),
    N_("personal information"),
    N_("duplicate"),
    N_("flooding"),
    N_("shouting"),
    N_("illegible"),
    N_("language"),
    N_("new author"),
    N_("closed"),
    N_("unscored"),
    N_("illegal"),
    N_("other"),
)

SOURCES: Sequence[str] = (
    N_("decision"),
    N_("bulk"),
    N_("appeal"),
    N_("import"),
    N_("suggestion"),
    N_("audit"),
)
"""Of what is learnt from."""

PEOPLE: Sequence[str] = (
    N_("religion"),
    N_("ethnicity"),
    N_("nationality"),
    N_("gender"),
    N_("orientation"),
    N_("age"),
    N_("disability"),
    N_("status"),
    N_("migration"),
)
"""By what comments name groups of people."""

STATUSES: Sequence[str] = (N_("approved"), N_("rejected"), N_("pending"))

ACTIONS: Sequence[str] = (
    N_("approve"),
    N_("reject"),
    N_("hold"),
    N_("note"),
    N_("defer"),
    N_("escalate"),
)
"""What people and rules do; a rule without one only notes something."""

EVENTS: Sequence[str] = (
    N_("received"),
    N_("edited"),
    N_("judged"),
    N_("decided"),
    N_("undone"),
    N_("deferred"),
    N_("escalated"),
    N_("returned"),
    N_("reported"),
    N_("appealed"),
    N_("erased"),
)

KINDS: Sequence[str] = (N_("source"), N_("reason"))
"""Of groups of decisions, besides sections and languages."""

LEVELS: Sequence[str] = (N_("site"), N_("section"), N_("article"), N_("author"))

STANDINGS: Sequence[str] = (
    N_("trusted"),
    N_("watched"),
    N_("held"),
    N_("banned"),
)

MODES: Sequence[str] = (N_("auto"), N_("pre"), N_("post"), N_("closed"))

CAUTIONS: Sequence[str] = (N_("cautious"), N_("balanced"), N_("lenient"))

ROLES: Sequence[str] = (
    N_("admin"),
    N_("lead"),
    N_("rules editor"),
    N_("moderator"),
    N_("analyst"),
)

RIGHTS: Sequence[str] = (
    N_("submit"),
    N_("read"),
    N_("decide"),
    N_("sanction"),
    N_("rules"),
    N_("statistics"),
    N_("audit"),
    N_("admin"),
)
"""Of people and of API keys."""

RULES: Sequence[str] = (
    N_("live"),
    N_("shadow"),
    N_("draft"),
    N_("paused"),
    N_("over"),
    N_("new"),
    N_("changed"),
    N_("gone"),
    N_("error"),
    N_("warning"),
)
"""How rules stand, what becomes of them, and what is said of their texts."""

FAMILIES: Sequence[str] = (
    N_("abuse"),
    N_("article"),
    N_("author"),
    N_("form"),
    N_("links"),
    N_("privacy"),
    N_("repetition"),
    N_("topic"),
    N_("site"),
)
"""Of the rules of the service."""

PROGRESS: Sequence[str] = (
    N_("waiting"),
    N_("delivered"),
    N_("running"),
    N_("done"),
    N_("failed"),
    N_("cancelled"),
    N_("lost"),
)
"""How far messages and jobs have come."""

FILTERS: Sequence[str] = (
    N_("text"),
    N_("queue"),
    N_("escalated"),
    N_("section"),
    N_("article"),
    N_("author"),
    N_("language"),
    N_("reason"),
    N_("rule"),
    N_("status"),
    N_("scores"),
    N_("older"),
    N_("newer"),
)
"""What the queue can be asked for."""

DETAILS: Sequence[str] = (
    N_("action"),
    N_("audit share"),
    N_("authors"),
    N_("back to"),
    N_("blur from"),
    N_("blurs"),
    N_("break after"),
    N_("caution"),
    N_("comments"),
    N_("eases"),
    N_("erase authors after"),
    N_("erase rejected after"),
    N_("erase texts after"),
    N_("factor for"),
    N_("golden each"),
    N_("holds"),
    N_("how"),
    N_("identity"),
    N_("keeps analysed"),
    N_("language"),
    N_("masks"),
    N_("mode"),
    N_("name"),
    N_("note"),
    N_("now"),
    N_("number"),
    N_("off topic"),
    N_("overlap hours"),
    N_("pause odd rules"),
    N_("per minute"),
    N_("queues"),
    N_("reason"),
    N_("rejects"),
    N_("retrain after decisions"),
    N_("retrain after hours"),
    N_("rights"),
    N_("risk"),
    N_("role"),
    N_("rotated"),
    N_("second share"),
    N_("sections"),
    N_("shares lessons"),
    N_("short"),
    N_("site"),
    N_("standing"),
    N_("text"),
    N_("texts"),
    N_("theme"),
    N_("types"),
    N_("until"),
    N_("url"),
    N_("version"),
    N_("was"),
    N_("was audit share"),
    N_("was erase authors after"),
    N_("was erase rejected after"),
    N_("was erase texts after"),
    N_("was factor for"),
    N_("was golden each"),
    N_("was keeps analysed"),
    N_("was language"),
    N_("was mode"),
    N_("was of site"),
    N_("was pause odd rules"),
    N_("was retrain after decisions"),
    N_("was retrain after hours"),
    N_("was second share"),
    N_("was shares lessons"),
    N_("was zeros"),
    N_("zeros"),
)
"""By what names the audit tells what was done."""

PROBLEMS: Sequence[str] = (
    N_("Bad Request"),
    N_("It cannot be judged now"),
    N_("It went wrong"),
    N_("Method Not Allowed"),
    N_("No such author"),
    N_("No such comment"),
    N_("No such key"),
    N_("No such message"),
    N_("No such person"),
    N_("No such rules"),
    N_("No such site"),
    N_("No such template"),
    N_("No such webhook"),
    N_("Not Found"),
    N_("Not allowed"),
    N_("Nothing runs or ran under this number"),
    N_("Nothing to appeal against"),
    N_("Nothing to undo"),
    N_("Nothing was learnt"),
    N_("One runs already"),
    N_("Request Entity Too Large"),
    N_("The form is about another site"),
    N_("The comment changed since"),
    N_("The comment was erased"),
    N_("The database cannot be reached"),
    N_("The level cannot be"),
    N_("The link is not good"),
    N_("The rules changed since"),
    N_("The webhook is disabled"),
    N_("Too many comments"),
    N_("Too many reports"),
    N_("Too many tries"),
    N_("Too many webhooks"),
    N_("What was sent cannot be taken"),
    N_("Who are you?"),
)
"""The heads of pages that tell what went wrong."""

JUDGES: Sequence[str] = (
    N_("classifier"),
    N_("topic"),
    N_("rules"),
    N_("house"),
)
"""Who may fail to judge a comment."""

CODES = frozenset(
    {
        *ATTRIBUTES,
        *REASONS,
        *SOURCES,
        *PEOPLE,
        *KINDS,
        *STATUSES,
        *ACTIONS,
        *EVENTS,
        *LEVELS,
        *STANDINGS,
        *MODES,
        *CAUTIONS,
        *ROLES,
        *RIGHTS,
        *RULES,
        *FAMILIES,
        *PROGRESS,
        *FILTERS,
        *DETAILS,
        *PROBLEMS,
        *JUDGES,
    }
)
