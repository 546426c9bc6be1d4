"""Groups told to leave or to keep to a place, or said to rule in secret; and travel,
work and history in the same words.
"""

import random
from collections.abc import Iterator

from classifier.invented.grammar import Slots, lines, phrases, sentences
from classifier.invented.labels import abusive, clean, unsure
from classifier.invented.people import anybody
from classifier.samples import Sample

HATEFUL, HARMLESS = 700, 700
"""Texts of each kind; chosen by us."""

_HATEFUL = lines("""
    Go back to {country}.
    Go back to {country}, {person}.
    Go back where you came from.
    Why don't you go back to {country}?
    If you don't like it here, go back to {country}.
    Go home to {country}, nobody asked you to come.
    Send them back to {country}.
    Send {people} back to {country}.
    Send the {people} home.
    Ship {people} back where they came from.
    You will never be one of us, {person}.
    {people} will never be like us.
    {people} are replacing us.
    {people} will not replace us.
    {people} are taking over {institution}.
    {people} control {institution}.
    {people} own {institution}, wake up.
    {people} run {institution} and everybody knows it.
    Guess who owns {institution}. {people}.
    It's always {people} who are behind {event}.
    {people} planned {event}, wake up.
    {people} profit from {event}, as always.
    Who was behind {event}? {people}, of course.
    {event} was made up by {people} to get money.
    {tyrant} was right about {people}.
    {tyrant} was right.
    {tyrant} should have finished the job.
    {tyrant} knew what to do with {people}.
    We need another {tyrant} for {people}.
    Where is {tyrant} when you need him?
    Bring back {camps} for {people}.
    {camps} were too good for {people}.
    Put {people} into {camps}.
    {people} belong in {camps}.
    {people} outbreed us.
    {people} come here to take {goods} from us.
    {people} steal {goods} from honest folk.
    {people} hate us and want our {goods}.
    Not our {goods} for {people}.
    Our own first, {people} out.
    Close the borders, {people} bring nothing but {trouble}.
    {people} bring {trouble}, so keep them out.
    They let in {people} and we get {trouble}.
    {country} does not send its best.
    I don't want {people} in my street.
    One {person} is one too many.
    We did not fight a war to be ruled by {people}.
    Never trust a(n) {person}, they only care for their own.
    A(n) {person} is loyal to {country} alone.
    He's a(n) {person}, so he is loyal to {country} and not to us.
    {people} belong {shut}.
    {people} belong {shut}, not in an office.
    A(n) {person} belongs {shut}.
    {people} should stay {shut}.
    Back {shut}, {person}.
    Put {people} back {shut}.
    A(n) {person} will never be a real {citizen}.
    {people} are no real {citizens}.
    You can dress up as you like, you are no real {citizen}.
    A man in a dress is not a woman, it's a sick joke.
    That is no woman, that is a man in a dress.
    It will always be a man, whatever it wears.
""")
_HARMLESS = lines("""
    I want to go back to {country} for the food.
    We go back to {country} every summer.
    Why don't you come to {country} with us?
    If you like it here, you will love {country}.
    He went home to {country} when his mother fell ill.
    They sent the parcel back to {country}.
    My family came from {country} in 1962, and I was born here.
    Where did you come from this morning, {country}?
    {people} came here from {country} to build the railway.
    She is one of us, and a(n) {person}.
    {people} are our neighbours, like everyone else.
    {people} work in {institution}.
    {people} may run for {institution} as well.
    A(n) {person} runs the kiosk opposite {institution}.
    A(n) {person} was elected to {institution}.
    How many {people} are there in {institution}?
    Nobody controls {institution} alone.
    Who owns {institution} is in the register.
    Who was behind {event}? The inquiry reports in May.
    {event} is taught in schools, and should be.
    {event} cost millions of lives.
    {people} were blamed for {event}, and it was a lie.
    {people} lost their homes in {event}.
    My great-aunt survived {event} in {country}.
    {tyrant} was wrong, and millions died for it.
    {tyrant} murdered {people} by the thousand.
    A film about {tyrant} and {event} is on tonight.
    {tyrant} was defeated in the end.
    The historian finished the job: five volumes on {tyrant}.
    {people} were put into {camps} in that war.
    {camps} are a stain on our history.
    The memorial to {camps} was cleaned by {people}.
    {people} pay for their {goods} like everyone.
    {people} need {goods} as much as we do.
    {people} helped us when there was {trouble} in {country}.
    There was {trouble} in {country} last night.
    {people} fled from {trouble} in {country}.
    The border with {country} is open again.
    We fought a war side by side with {people} from {country}.
    I trust her. She is a(n) {person} from {country}.
    I met {people} in {country} and we still write.
    He plays for {country} and for us, the crowd loves him.
    {country} sends its best players.
    {country} beat us three to one.
    {people} moved into my street and brought cake.
    The number of {people} from {country} has fallen, the office says.
    {people} may stay, the court in {country} ruled.
    Welcome home from {country}!
    Our own garden first, then the street.
    {people} belong {within}.
    A(n) {person} belongs {within}.
    {people} belong {within} like everyone else.
    The new {thing} belongs {shut}.
    The spare {thing} should stay {shut}.
    Put the {thing} back {shut}, please.
    She is a(n) {person} and a proud {citizen}.
    {people} are {citizens} like all of us.
    He was sworn in as a {citizen} on Friday, and {people} sang for him.
    In the play a man in a dress sings the best song.
    She wore a dress by a man from {country}.
    That woman in the green dress is the mayor.
    One ticket to {country}, please.
""")
_SLOTS: Slots = {
    **anybody(),
    "country": phrases("""
        Africa, your country, their own country, Pakistan, Poland, Mexico, Somalia,
        Turkey, Romania, China, India, Israel, Syria, Morocco, Iran, Ireland, Nigeria,
        Vietnam, Haiti, Albania, Ukraine, Germany
    """),
    "institution": phrases("""
        the banks, the media, Hollywood, the press, the government, the courts, the
        schools, the whole country, parliament, the council, the newspapers, the BBC,
        the stock exchange, the universities
    """),
    "event": phrases("""
        the war, the crash, the pandemic, the Holocaust, the riots, the famine, the
        revolution, the flood, the attack, the strike, the crisis
    """),
    "tyrant": phrases(
        "Hitler, Stalin, Franco, Pinochet, Mussolini, Himmler, Pol Pot, Goebbels"
    ),
    "camps": phrases("""
        the camps, camps, the ovens, the gas chambers, labour camps, the ghettos,
        cattle trains, the plantations
    """),
    "shut": phrases("""
        in the kitchen, in the fields, in a cage, in the zoo, in the jungle, behind
        bars, in chains, on a leash, in the cellar, in the gutter, in the stable, at
        the stove
    """),
    "within": phrases("""
        in parliament, on the board, in our choir, on the team, in every newsroom, in
        the story, in the band, at this table, on the jury, in our history, in the club
    """),
    "thing": phrases("oven, lamp, wheel, ladder, chain, rope, shelf, goat, bucket"),
    "citizen": phrases("citizen, American, Briton, woman, man, parent, Londoner"),
    "citizens": phrases("citizens, Americans, Britons, women, men, parents, Londoners"),
    "goods": phrases(
        "jobs, houses, money, benefits, women, land, pensions, schools, hospitals"
    ),
    "trouble": phrases(
        "crime, disease, war, violence, trouble, terror, hunger, drugs, chaos"
    ),
}


def samples(dice: random.Random) -> Iterator[Sample]:
    """Hate that has few bad words, then the same words in peace."""
    for text in sentences(_HATEFUL, _SLOTS, dice, HATEFUL):
        sample = abusive(text, identity_attack=1, profanity=0)
        yield unsure(sample, "insult", "severe_toxicity")
    for text in sentences(_HARMLESS, _SLOTS, dice, HARMLESS):
        yield clean(text, profanity=0)
