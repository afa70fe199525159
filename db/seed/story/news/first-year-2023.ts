import type { ToldArticle } from '../told-article.ts';

export const firstYear2023: ToldArticle = {
	kind: 'news',
	on: '2023-12-14',
	terms: ['international', 'partnership', 'youth', 'digital'],
	records: [{ event: '2023-03-14' }, { agreementOf: '2023-02-23' }],
	sources: ['themes2023'],
	editions: {
		de: {
			kicker: 'Ein Jahr Solidaritätspartnerschaft',
			title: 'Was vereinbart ist, was erfüllt ist und was noch offen ist',
			teaser:
				'Im März 2023 haben Dortmund und Schytomyr Themen und Vorhaben vorgestellt. Eine Zwischenbilanz, die auch sagt, was niemand weiß.',
			text: `[[image: video-lesson]]

Erste Workshops haben gezeigt, wobei die Städte voneinander lernen können. Daraus sind drei Themen geworden:

- Digitalisierung, auch der Stadtverwaltung
- nachhaltige Stadtentwicklung
- Förderung von Wirtschaft und Innovation

## Erfüllt

Die 25 Stromerzeuger und die 200 Feldbetten, die das Technische Hilfswerk im März zugesagt hat, sind in Schytomyr angekommen (Beispieldatum).

## Noch offen

- Jugendliche aus der Ukraine besuchen Dortmund: So soll der Jugendaustausch beginnen.
- Beide Städte wirken an einem Pilotvorhaben des Städtenetzes Eurocities mit, das ukrainische Städte beim Wiederaufbau unterstützt.
- Kultur- und Sportvereine und die jüdischen Gemeinden beider Städte begegnen einander.
- Beide Städte beantragen gemeinsam europäische Fördermittel.

Was aus diesen Vorhaben geworden ist, nennen die öffentlichen Quellen nicht. Auf der [Seite der Partnerschaft](/de/partnerships/dortmund-zhytomyr) gelten sie als offen, bis ein Beleg vorliegt.

__Beispieldatum: Diese Zwischenbilanz ist für die Vorführung geschrieben.__`,
		},
		uk: {
			kicker: 'Рік партнерства солідарності',
			title: 'Що домовлено, що виконано і що ще попереду',
			teaser:
				'У березні 2023 року Дортмунд і Житомир представили теми й наміри. Проміжний підсумок, який говорить і про те, чого ніхто не знає.',
			text: `[[image: video-lesson]]

Перші робочі зустрічі показали, чого міста можуть навчитися одне в одного. Так визначено три теми:

- цифровізація, зокрема міської адміністрації
- сталий розвиток міста
- підтримка підприємництва та інновацій

## Виконано

25 генераторів і 200 розкладних ліжок, обіцяних THW у березні, прибули до Житомира (дата — приклад).

## Ще попереду

- Українська молодь відвідає Дортмунд — так має початися молодіжний обмін.
- Обидва міста братимуть участь у пілотному проєкті мережі Eurocities, що підтримує відбудову українських міст.
- Зустрінуться культурні та спортивні товариства й єврейські громади обох міст.
- Міста разом подадуть заявки на європейське фінансування.

Що вийшло з цих намірів, відкриті джерела не повідомляють. На [сторінці партнерства](/uk/partnerships/dortmund-zhytomyr) вони вважаються невиконаними, доки немає підтвердження.

__Дата публікації — приклад: цей проміжний підсумок написано для демонстрації.__`,
		},
		en: {
			kicker: 'A year of solidarity partnership',
			title: 'What is agreed, what is done and what is still open',
			teaser:
				'In March 2023 Dortmund and Zhytomyr presented themes and plans. An interim account that also says what nobody knows.',
			text: `[[image: video-lesson]]

First workshops showed where the cities can learn from each other. Three themes came of them:

- digitalisation, of the city administration too
- sustainable urban development
- support for business and innovation

## Done

The 25 generators and 200 camp beds that the Federal Agency for Technical Relief promised in March have arrived in Zhytomyr (example date).

## Still open

- Young people from Ukraine visit Dortmund: this is how the youth exchange is to begin.
- Both cities take part in a pilot of the Eurocities network that supports Ukrainian cities in rebuilding.
- Culture and sports clubs and the Jewish communities of both cities meet.
- Both cities apply for European funding together.

The public sources do not say what has become of these plans. On the [page of the partnership](/en/partnerships/dortmund-zhytomyr) they count as open until there is evidence.

__Example date: this interim account was written for the demo.__`,
		},
	},
};
