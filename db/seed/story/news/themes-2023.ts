import type { ToldArticle } from '../told-article.ts';

/** The news of 15 March 2023, told anew: what the first workshops agreed on, and what is on its way. */
export const themes2023: ToldArticle = {
	kind: 'news',
	on: '2023-03-15',
	terms: ['international', 'partnership', 'relief'],
	records: [{ event: '2023-03-14' }, { agreementOf: '2023-02-23' }, { paper: 'zhytomyr-2023' }],
	sources: ['themes2023'],
	editions: {
		de: {
			kicker: 'Solidaritätspartnerschaft mit Schytomyr',
			title: 'Erste Themen vereinbart, Generatoren und Feldbetten zugesagt',
			teaser:
				'Drei Wochen nach der Unterschrift wissen Dortmund und Schytomyr, woran sie gemeinsam arbeiten wollen. Zugleich ist Hilfe zugesagt, die in der ukrainischen Stadt dringend gebraucht wird.',
			text: `[[image: lit-window]]

Am 9. Februar 2023 hat der Rat die Solidaritätspartnerschaft beschlossen, am 23. Februar haben beide Oberbürgermeister sie in einer Videokonferenz unterzeichnet. Seitdem haben Fachleute aus beiden Verwaltungen in ersten Workshops nach Themen gesucht, bei denen die Städte voneinander lernen können.

## Woran die Städte arbeiten wollen

- Digitalisierung, auch in der Stadtverwaltung
- nachhaltige Stadtentwicklung
- Förderung von Wirtschaft und Innovation

Noch in diesem Jahr sollen Fachkräfte beider Verwaltungen einander besuchen. Dortmund will sich außerdem an einem Vorhaben des Städtenetzes Eurocities beteiligen, das ukrainische Städte beim Wiederaufbau berät. Geplant ist auch ein Jugendaustausch: Den Anfang macht ein Besuch ukrainischer Jugendlicher in Dortmund.

## Was jetzt gebraucht wird

Schytomyr wird selbst angegriffen und nimmt zugleich viele Vertriebene auf. Die Stadt braucht Unterkünfte und Resilienzpunkte: geschützte Orte, an denen es auch bei Stromausfall Licht und Wärme gibt.

Zugesagt sind **25 Stromerzeuger** und **200 Feldbetten** des Technischen Hilfswerks, das sie selbst in die Ukraine bringt. Das Gesundheitsamt hat medizinisches Material aus den geschlossenen Impfzentren abgegeben. Zwei Drehleiterfahrzeuge der Feuerwehr sind für die Ukraine bestimmt, zwei weitere werden für das Erdbebengebiet in der Türkei und in Syrien vorbereitet.

## Wie es weitergeht

@ 2022: Der Rat verurteilt den Angriff auf die Ukraine und beauftragt die Verwaltung, eine Partnerschaft vorzubereiten.
@ 2023-02-09: Der Rat beschließt die Solidaritätspartnerschaft.
@ 2023-02-23: Beide Städte unterzeichnen.
@ 2023-03-23: Der Rat berät über die Hilfe für die Türkei, Syrien und die Ukraine.

Was zugesagt wurde und was daraus geworden ist, steht auf der [Seite der Partnerschaft](/de/partnerships/dortmund-zhytomyr).`,
		},
		uk: {
			kicker: 'Партнерство солідарності з Дортмундом',
			title: 'Узгоджено перші теми, обіцяно генератори й розкладні ліжка',
			teaser:
				'За три тижні після підписання Дортмунд і Житомир знають, над чим працюватимуть разом. Водночас обіцяно допомогу, якої наше місто терміново потребує.',
			text: `[[image: lit-window]]

9 лютого 2023 року рада Дортмунда ухвалила рішення про партнерство солідарності, 23 лютого обидва міські голови підписали його під час відеозустрічі. Відтоді фахівці обох адміністрацій на перших робочих зустрічах шукали теми, в яких міста можуть учитися одне в одного.

## Над чим працюватимуть міста

- цифровізація, також у міському управлінні
- сталий розвиток міста
- підтримка підприємництва та інновацій

Ще цього року фахівці обох адміністрацій мають відвідати одне одного. Крім того, Дортмунд хоче взяти участь у проєкті мережі міст Eurocities, що консультує українські міста з відбудови. Заплановано й молодіжний обмін: спершу українська молодь відвідає Дортмунд.

## Що потрібно зараз

Житомир зазнає обстрілів і водночас приймає багато переселенців. Місту потрібне житло для них і пункти незламності — захищені місця, де є світло й тепло навіть без електрики в мережі.

Обіцяно **25 генераторів** і **200 розкладних ліжок** від Федерального агентства технічної допомоги THW, яке саме привезе їх в Україну. Управління охорони здоров’я Дортмунда передало медичні матеріали із закритих центрів вакцинації. Дві автодрабини пожежної служби призначено для України, ще дві готують для району землетрусу в Туреччині та Сирії.

## Що далі

@ 2022: Рада Дортмунда засуджує напад на Україну й доручає адміністрації підготувати партнерство.
@ 2023-02-09: Рада ухвалює партнерство солідарності.
@ 2023-02-23: Обидва міста підписують угоду.
@ 2023-03-23: Рада обговорює допомогу Туреччині, Сирії та Україні.

Що було обіцяно і що з цього вийшло, написано на [сторінці партнерства](/uk/partnerships/dortmund-zhytomyr).`,
		},
		en: {
			kicker: 'Solidarity partnership with Zhytomyr',
			title: 'First themes agreed, generators and camp beds promised',
			teaser:
				'Three weeks after signing, Dortmund and Zhytomyr know what they want to work on together. At the same time, help has been promised that the Ukrainian city urgently needs.',
			text: `[[image: lit-window]]

On 9 February 2023 the council decided on the solidarity partnership; on 23 February both mayors signed it in a video meeting. Since then experts of both administrations have looked for themes in which the cities can learn from each other.

## What the cities want to work on

- digitalisation, of the city administration too
- sustainable urban development
- support for business and innovation

Staff of both administrations are to visit each other this year. Dortmund also wants to join a project of the Eurocities network that advises Ukrainian cities on rebuilding. A youth exchange is planned as well; it begins with a visit of young Ukrainians to Dortmund.

## What is needed now

Zhytomyr is under attack itself and takes in many displaced people. The city needs housing and resilience points: protected places with light and heat even when the grid is down.

**25 generators** and **200 camp beds** have been promised by the Federal Agency for Technical Relief (THW), which takes them to Ukraine itself. Dortmund’s health office has given medical material from closed vaccination centres. Two turntable-ladder vehicles of the fire brigade are meant for Ukraine; two more are being prepared for the earthquake area in Türkiye and Syria.

## What comes next

@ 2022: The council condemns the attack on Ukraine and orders a partnership to be prepared.
@ 2023-02-09: The council decides on the solidarity partnership.
@ 2023-02-23: Both cities sign.
@ 2023-03-23: The council discusses relief for Türkiye, Syria and Ukraine.

What was promised and what became of it can be read on the [page of the partnership](/en/partnerships/dortmund-zhytomyr).`,
		},
		'de-easy': {
			kicker: 'Hilfe für Schytomyr',
			title: 'Dortmund hilft der Stadt Schytomyr',
			teaser: 'Schytomyr ist eine Stadt in der Ukraine. Dortmund und Schytomyr arbeiten jetzt zusammen.',
			text: `[[image: lit-window]]

In der Ukraine ist Krieg.
Die Stadt Schytomyr wird angegriffen.
Viele Menschen sind nach Schytomyr geflohen.

## Dortmund hilft

Dortmund und Schytomyr haben einen Vertrag unterschrieben.
Das war am 23. Februar 2023.

Schytomyr bekommt:

- 25 Strom-Erzeuger
- 200 Feld-Betten
- Material für Kranken-Häuser

Strom-Erzeuger machen Strom.
Dann gibt es Licht und Wärme, auch wenn der Strom ausfällt.

## Die Städte lernen voneinander

Menschen aus beiden Städten besuchen sich.
Auch Jugendliche sollen sich besuchen.`,
		},
	},
};
