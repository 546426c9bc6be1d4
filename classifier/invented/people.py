"""Who people are, in the forms that sentences need."""

from collections.abc import Iterator

from classifier.invented.grammar import Slots, phrases

# As an adjective | as one person | as many; no form is a slur.
_GROUPS = """
gay | gay man, gay person | gay people, gays, gay men
lesbian | lesbian, lesbian woman | lesbians, lesbian women
bisexual | bisexual, bisexual woman | bisexuals, bisexual people
pansexual | pansexual person | pansexual people, pansexuals
asexual | asexual person | asexual people, asexuals
queer | queer person, queer man | queer people
straight | straight man, straight woman | straight people, straight men
heterosexual | heterosexual, heterosexual man | heterosexuals, heterosexual people
homosexual | homosexual, homosexual man | homosexuals, homosexual men
LGBT | LGBT person | LGBT people, LGBTQ people
transgender | transgender person, transgender woman | transgender people, transgenders
trans | trans woman, trans man | trans people, trans women, trans men
nonbinary | nonbinary person | nonbinary people, non-binary people
intersex | intersex person | intersex people
Muslim | Muslim, Muslim woman | Muslims, Muslim people
Jewish | Jew, Jewish man | Jews, Jewish people
Christian | Christian, Christian woman | Christians, Christian people
Catholic | Catholic, Catholic man | Catholics, Catholic people
Protestant | Protestant, Protestant woman | Protestants
evangelical | evangelical | evangelicals, evangelical Christians
Hindu | Hindu, Hindu man | Hindus, Hindu people
Sikh | Sikh, Sikh man | Sikhs, Sikh people
Buddhist | Buddhist, Buddhist woman | Buddhists
Mormon | Mormon | Mormons
Taoist | Taoist | Taoists
Sunni | Sunni, Sunni man | Sunnis, Sunni Muslims
Shia | Shia, Shia man | Shias, Shia Muslims
atheist | atheist, atheist woman | atheists
Black | Black man, Black woman | Black people, blacks, Black men
white | white man, white woman | white people, whites, white men
brown | brown man, brown woman | brown people
Asian | Asian man, Asian woman | Asians, Asian people
Latino | Latino, Latino man | Latinos, Latino people
Latina | Latina | Latinas, Latina women
Hispanic | Hispanic man, Hispanic woman | Hispanics, Hispanic people
Arab | Arab, Arab man | Arabs, Arab people
African | African, African man | Africans, African people
African American | African American, African American man | African Americans
European | European, European woman | Europeans
Roma | Roma man, Roma woman | Roma people, Roma families
Kurdish | Kurd, Kurdish man | Kurds, Kurdish people
Native American | Native American, Native American woman | Native Americans
Aboriginal | Aboriginal man, Aboriginal woman | Aboriginal people, Aboriginals
Middle Eastern | Middle Eastern man, Middle Eastern woman | Middle Eastern people
Mexican | Mexican, Mexican man | Mexicans, Mexican people
Canadian | Canadian, Canadian woman | Canadians
American | American, American woman | Americans
Chinese | Chinese man, Chinese woman | Chinese people
Japanese | Japanese man, Japanese woman | Japanese people
Indian | Indian, Indian woman | Indians, Indian people
Pakistani | Pakistani, Pakistani man | Pakistanis, Pakistani people
Russian | Russian, Russian man | Russians, Russian people
Ukrainian | Ukrainian, Ukrainian woman | Ukrainians
Polish | Polish man, Polish woman | Polish people
Turkish | Turk, Turkish woman | Turks, Turkish people
Romanian | Romanian, Romanian man | Romanians
German | German, German man | Germans
French | Frenchman, French woman | French people
British | British man, British woman | British people, Brits
Irish | Irish man, Irish woman | Irish people
Nigerian | Nigerian, Nigerian man | Nigerians
Somali | Somali, Somali man | Somalis
Syrian | Syrian, Syrian man | Syrians
Israeli | Israeli, Israeli woman | Israelis
Palestinian | Palestinian, Palestinian man | Palestinians
Iranian | Iranian, Iranian woman | Iranians
Korean | Korean, Korean woman | Koreans
Vietnamese | Vietnamese man, Vietnamese woman | Vietnamese people
female | woman, female | women, females
male | man, male | men, males
teenage | teenage girl, teenage boy | teenage girls, girls, teenage boys
young | young person, young woman | young people, youngsters
teenage | teenager, teen | teenagers, teens
millennial | millennial | millennials
boomer | boomer, baby boomer | boomers, baby boomers
old | old man, old woman | old people
elderly | elderly man, elderly woman | elderly people, the elderly, pensioners
middle-aged | middle-aged man, middle-aged woman | middle-aged people
disabled | disabled man, disabled woman | disabled people, the disabled
blind | blind man, blind woman | blind people, the blind
deaf | deaf man, deaf woman | deaf people, the deaf
autistic | autistic man, autistic woman | autistic people, autistics
paralysed | paralysed man, paralyzed woman | paralysed people, people in wheelchairs
dyslexic | dyslexic, dyslexic man | dyslexics, dyslexic people
immigrant | immigrant, immigrant woman | immigrants, immigrant families
migrant | migrant, migrant man | migrants, migrant workers
refugee | refugee, refugee woman | refugees, refugee families
foreign | foreigner, foreign man | foreigners, foreign people
asylum-seeking | asylum seeker | asylum seekers
"""


def groups() -> Iterator[Slots]:
    """Of each group, the phrases for `{adj}`, `{person}` and `{people}`."""
    for row in _GROUPS.strip().splitlines():
        adjective, person, people = map(phrases, row.split("|"))
        yield {"adj": adjective, "person": person, "people": people}


def anybody() -> Slots:
    """The phrases of all groups together, for sentences that name one group once."""
    every = list(groups())
    return {
        slot: tuple(phrase for group in every for phrase in group[slot])
        for slot in ("adj", "person", "people")
    }
