import { firstYear2023 } from './news/first-year-2023.ts';
import { full2025 } from './news/full-2025.ts';
import { generators2023 } from './news/generators-2023.ts';
import { ladders2023 } from './news/ladders-2023.ts';
import { medical2023 } from './news/medical-2023.ts';
import { motion2024 } from './news/motion-2024.ts';
import { resolution2023 } from './news/resolution-2023.ts';
import { signing2023 } from './news/signing-2023.ts';
import { signing2025 } from './news/signing-2025.ts';
import { solidarity2022 } from './news/solidarity-2022.ts';
import { themes2023 } from './news/themes-2023.ts';
import { transports2025 } from './news/transports-2025.ts';
import type { ToldArticle, ToldText } from './told-article.ts';

/** What the newsroom has told, the earliest first. */
export const articles: readonly ToldArticle[] = [
	solidarity2022,
	resolution2023,
	signing2023,
	medical2023,
	themes2023,
	ladders2023,
	generators2023,
	firstYear2023,
	motion2024,
	transports2025,
	full2025,
	signing2025,
];

/** What is being written: a visit that is planned, approved in German, in review in Ukrainian, a draft in English. */
export const visitDraft: Readonly<Record<'de' | 'uk' | 'en', ToldText>> = {
	de: {
		kicker: 'Jugendaustausch (Beispiel)',
		title: 'Jugendliche aus Schytomyr besuchen Dortmund',
		teaser: 'Im März 2023 angekündigt, jetzt in Planung: der erste Jugendaustausch der Partnerstädte.',
		text: `[[image: video-lesson]]

Der Jugendaustausch soll mit einem Besuch beginnen: Jugendliche aus Schytomyr kommen nach Dortmund. Angekündigt ist das seit März 2023, nun wird es geplant.

__Beispiel: Reisezeit und Gruppe sind für die Vorführung erfunden; veröffentlicht wird erst, was feststeht.__`,
	},
	uk: {
		kicker: 'Молодіжний обмін (приклад)',
		title: 'Молодь із Житомира відвідає Дортмунд',
		teaser: 'Оголошено в березні 2023 року, тепер готують: перший молодіжний обмін міст-партнерів.',
		text: `[[image: video-lesson]]

Молодіжний обмін має початися з візиту: молодь із Житомира приїде до Дортмунда. Про це оголосили в березні 2023 року, тепер візит готують.

__Приклад: час поїздки та групу вигадано для демонстрації; оприлюднять лише те, що вирішено.__`,
	},
	en: {
		kicker: 'Youth exchange (example)',
		title: 'Young people from Zhytomyr visit Dortmund',
		teaser: '',
		text: 'The youth exchange is to begin with a visit of young people from Zhytomyr to Dortmund, as announced in March 2023.',
	},
};
