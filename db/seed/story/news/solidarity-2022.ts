import type { ToldArticle } from '../told-article.ts';

export const solidarity2022: ToldArticle = {
	kind: 'news',
	on: '2022-12-15',
	terms: ['council', 'partnership'],
	records: [{ paper: 'solidarity-2022' }],
	sources: ['themes2023', 'signing2023'],
	editions: {
		de: {
			kicker: 'Aus dem Rat',
			title: 'Rat verurteilt den Angriff auf die Ukraine und will eine Partnerstadt',
			teaser:
				'Dortmund erklärt sich solidarisch mit der Ukraine. Die Verwaltung soll eine Partnerschaft mit einer ukrainischen Stadt begründen.',
			text: `[[image: two-cities]]

Der Rat der Stadt Dortmund hat den Angriff auf die Ukraine verurteilt und den Menschen dort seine Solidarität erklärt. Zugleich hat er die Verwaltung beauftragt, eine Partnerschaft mit einer ukrainischen Stadt zu begründen.

## Was nun folgt

1. Die Verwaltung sucht eine Stadt, mit der Dortmund eine Partnerschaft eingehen kann.
2. Über die Partnerschaft selbst entscheidet der Rat.

Was aus diesem Auftrag geworden ist, zeigt die [Seite der Partnerschaft](/de/partnerships/dortmund-zhytomyr) Schritt für Schritt.

__Beispieldatum: Für diesen Beschluss nennen die öffentlichen Quellen nur das Jahr 2022.__`,
		},
		uk: {
			kicker: 'З ради міста Дортмунд',
			title: 'Рада Дортмунда засуджує напад на Україну й прагне знайти місто-партнера',
			teaser:
				'Дортмунд заявляє про солідарність з Україною. Адміністрація має заснувати партнерство з українським містом.',
			text: `[[image: two-cities]]

Рада міста Дортмунд засудила напад на Україну й заявила про солідарність із її людьми. Водночас вона доручила адміністрації заснувати партнерство з українським містом.

## Що буде далі

1. Адміністрація шукає місто, з яким Дортмунд може укласти партнерство.
2. Рішення про саме партнерство ухвалює рада.

Що вийшло з цього доручення, крок за кроком показує [сторінка партнерства](/uk/partnerships/dortmund-zhytomyr).

__Дата публікації — приклад: для цього рішення відкриті джерела називають лише 2022 рік.__`,
		},
		en: {
			kicker: 'From the council',
			title: 'Council condemns the attack on Ukraine and seeks a partner city',
			teaser:
				'Dortmund declares its solidarity with Ukraine. The administration is to found a partnership with a Ukrainian city.',
			text: `[[image: two-cities]]

Dortmund’s city council has condemned the attack on Ukraine and declared its solidarity with the people there. It has also charged the administration with founding a partnership with a Ukrainian city.

## What follows now

1. The administration looks for a city with which Dortmund can enter into a partnership.
2. On the partnership itself the council decides.

What has become of this mandate can be followed step by step on the [page of the partnership](/en/partnerships/dortmund-zhytomyr).

__Example date: for this resolution the public sources name the year 2022 only.__`,
		},
	},
};
