import type { ToldArticle } from '../told-article.ts';

export const medical2023: ToldArticle = {
	kind: 'news',
	on: '2023-03-02',
	terms: ['international', 'relief', 'health'],
	records: [{ operation: 'zhytomyr' }],
	sources: ['themes2023'],
	editions: {
		de: {
			kicker: 'Hilfe für Schytomyr',
			title: 'Gesundheitsamt gibt Material aus den Impfzentren ab',
			teaser:
				'Die Impfzentren sind geschlossen, ihr Material wird gebraucht: Ende Februar hat das Gesundheitsamt es für die Ukraine gespendet.',
			text: `[[image: medical-boxes]]

Das Gesundheitsamt der Stadt Dortmund hat Ende Februar 2023 medizinisches Material für die Ukraine gespendet. Es stammt aus den geschlossenen Impfzentren gegen COVID-19.

Medizinische Versorgung gehört zu dem, was Schytomyr besonders braucht – neben Unterkünften für Vertriebene und geschützten Orten, an denen es dauerhaft Strom und Wärme gibt.

## Wie viel es ist

Eine Menge nennen die öffentlichen Quellen nicht. Deshalb steht auch in der [öffentlichen Übersicht der Hilfe](/de/operations/zhytomyr) keine Zahl: Was nicht bekannt ist, wird nicht geschätzt.

__Beispieldatum: Die Quellen nennen für die Spende das Ende des Monats Februar.__`,
		},
		uk: {
			kicker: 'Допомога Житомиру',
			title: 'Управління охорони здоров’я передає матеріали з центрів вакцинації',
			teaser:
				'Центри вакцинації зачинено, а їхні матеріали потрібні: наприкінці лютого управління охорони здоров’я Дортмунда передало їх Україні.',
			text: `[[image: medical-boxes]]

Наприкінці лютого 2023 року управління охорони здоров’я Дортмунда передало Україні медичні матеріали. Вони походять із зачинених центрів вакцинації проти COVID-19.

Медична допомога належить до того, що Житомиру потрібно найбільше, — поряд із житлом для переселенців і захищеними місцями, де завжди є світло й тепло.

## Скільки саме

Кількості відкриті джерела не називають. Тому й у [відкритому огляді допомоги](/uk/operations/zhytomyr) немає числа: невідоме не оцінюють навмання.

__Дата публікації — приклад: щодо передання джерела називають лише кінець лютого.__`,
		},
		en: {
			kicker: 'Help for Zhytomyr',
			title: 'Health office gives material from the vaccination centres',
			teaser:
				'The vaccination centres have closed, and their material is needed: at the end of February the health office donated it to Ukraine.',
			text: `[[image: medical-boxes]]

At the end of February 2023 Dortmund’s health office donated medical material to Ukraine. It comes from the closed COVID-19 vaccination centres.

Medical care is among the things Zhytomyr needs most, besides housing for displaced people and protected places with lasting power and heat.

## How much it is

The public sources name no quantity. That is why the [public overview of the relief](/en/operations/zhytomyr) shows no figure either: what is not known is not guessed.

__Example date: for the donation the sources name the end of February.__`,
		},
	},
};
