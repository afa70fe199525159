import type { ToldArticle } from '../told-article.ts';

const generators = 'received PWR-GEN operation/zhytomyr';
const beds = 'received SHE-BED-CMP operation/zhytomyr';

export const generators2023: ToldArticle = {
	kind: 'news',
	on: '2023-04-17',
	terms: ['international', 'relief', 'energy'],
	records: [{ shipment: 'generatorsAndBeds' }, { operation: 'zhytomyr' }],
	sources: ['themes2023'],
	editions: {
		de: {
			kicker: 'Hilfe für Schytomyr',
			title: 'Stromerzeuger und Feldbetten sind angekommen',
			teaser:
				'Was das Technische Hilfswerk im März zugesagt hat, ist in Schytomyr vollständig gezählt worden. Es hilft dort, wo der Strom ausfällt und Menschen Zuflucht suchen.',
			text: `[[image: generators]]

Das Technische Hilfswerk hat Stromerzeuger verschiedener Größe und Leistung sowie Feldbetten nach Schytomyr gebracht. Die Stadt hat bestätigt, dass alles angekommen ist.

[[figure: ${generators} | Stromerzeuger, deren Empfang bestätigt ist]]

[[figure: ${beds} | Feldbetten, deren Empfang bestätigt ist]]

## Wofür sie gebraucht werden

Schytomyr nimmt viele Menschen auf, die im eigenen Land vertrieben wurden. Für sie sind die Betten bestimmt. Die Stromerzeuger stehen für Resilienzpunkte: geschützte Orte, an denen es dauerhaft Strom und Wärme gibt.

[[gallery: camp-beds, lit-window]]

## Wo die Hilfe ankommt

[[map: zhytomyr]]

__Beispieldatum: Den Tag der Ankunft nennen die öffentlichen Quellen nicht.__`,
		},
		uk: {
			kicker: 'Допомога Житомиру',
			title: 'Генератори й розкладні ліжка прибули',
			teaser:
				'Те, що THW обіцяло в березні, у Житомирі повністю перелічено. Воно допомагає там, де зникає світло й люди шукають прихистку.',
			text: `[[image: generators]]

Федеральне агентство технічної допомоги THW привезло до Житомира генератори різного розміру й потужності та розкладні ліжка. Місто підтвердило, що прибуло все.

[[figure: ${generators} | Генератори, отримання яких підтверджено]]

[[figure: ${beds} | Розкладні ліжка, отримання яких підтверджено]]

## Для чого вони потрібні

Житомир приймає багато внутрішньо переміщених людей. Ліжка — для них. Генератори призначено для пунктів незламності — захищених місць, де завжди є світло й тепло.

[[gallery: camp-beds, lit-window]]

## Куди надходить допомога

[[map: zhytomyr]]

__Дата — приклад: дня прибуття відкриті джерела не називають.__`,
		},
		en: {
			kicker: 'Help for Zhytomyr',
			title: 'Generators and camp beds have arrived',
			teaser:
				'What the Federal Agency for Technical Relief promised in March has been counted in full in Zhytomyr. It helps where the power fails and people seek shelter.',
			text: `[[image: generators]]

The Federal Agency for Technical Relief (THW) has taken generators of various size and power, and camp beds, to Zhytomyr. The city has confirmed that everything arrived.

[[figure: ${generators} | Generators whose receipt is confirmed]]

[[figure: ${beds} | Camp beds whose receipt is confirmed]]

## What they are needed for

Zhytomyr takes in many people displaced within their own country. The beds are for them. The generators are meant for resilience points: protected places with lasting power and heat.

[[gallery: camp-beds, lit-window]]

## Where the help goes

[[map: zhytomyr]]

__Example date: the public sources do not name the day of arrival.__`,
		},
		'de-easy': {
			kicker: 'Hilfe für Schytomyr',
			title: 'Strom-Erzeuger und Betten für Schytomyr',
			teaser: 'Die Hilfe aus Deutschland ist in Schytomyr angekommen.',
			text: `[[image: generators]]

In Schytomyr kann der Strom ausfallen.
Viele Menschen sind nach Schytomyr geflohen.
Sie brauchen einen Platz zum Schlafen.

## Wer hilft?

Das Technische Hilfs-Werk hilft.
Die Abkürzung ist: THW.
Das THW hat Strom-Erzeuger und Betten gebracht.

[[figure: ${generators} | Strom-Erzeuger sind angekommen]]

[[figure: ${beds} | Feld-Betten sind angekommen]]

## Was ist ein Resilienz-Punkt?

Das ist ein sicherer Ort.
Dort gibt es immer Strom.
Und es ist warm.`,
		},
	},
};
