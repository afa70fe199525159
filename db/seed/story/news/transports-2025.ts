import type { ToldArticle } from '../told-article.ts';

const in2025 = 'operation/zhytomyr from 2025-01-01 to 2025-12-31';
const generators = `received PWR-GEN ${in2025}`;
const kitchens = `received HOU-CAN-COM ${in2025}`;

export const transports2025: ToldArticle = {
	kind: 'press-release',
	on: '2025-03-04',
	terms: ['international', 'relief', 'energy', 'schools'],
	records: [{ shipment: 'transports2025' }, { operation: 'zhytomyr' }],
	sources: ['transports2025'],
	editions: {
		de: {
			kicker: 'Pressemitteilung',
			title: 'Dritter Hilfstransport: Großküchen und Stromerzeuger für Schytomyr',
			teaser:
				'Zwei Großküchen für Schulen, dazu Stromerzeuger, Klinikbetten und Sportschuhe: Die künftige Partnerstadt hat den Empfang bestätigt.',
			text: `[[image: open-road]]

Bereits der dritte Hilfstransport hat die künftige Partnerstadt Schytomyr erreicht. Koordiniert hat ihn die Arbeitseinheit „Dortmund hilft“.

## Was angekommen ist

[[figure: ${kitchens} | Großküchen, 2025 angekommen]]

Die Küchen haben einen Wert von 120.000 Euro und kamen über die Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ).

[[figure: ${generators} | Stromerzeuger, 2025 angekommen]]

Die Stromerzeuger hat Engagement Global finanziert.

[[gallery: school-kitchen, generators]]

## Was noch dabei war

- Betten für Krankenhäuser und medizinische Artikel
- Sportschuhe für Kinder und Jugendliche
- T-Shirts eines Fußballvereins

Wie viele es davon sind, nennen die öffentlichen Quellen nicht.

__Beispieldaten: Die Tage der drei Fahrten sind für die Vorführung ergänzt.__`,
		},
		uk: {
			kicker: 'Повідомлення для преси',
			title: 'Третє відправлення допомоги: шкільні кухні та генератори для Житомира',
			teaser:
				'Дві кухні для шкіл, генератори, лікарняні ліжка й спортивне взуття: майбутнє місто-партнер підтвердило отримання.',
			text: `[[image: open-road]]

До Житомира, майбутнього міста-партнера, прибуло вже третє відправлення допомоги. Координував його підрозділ «Дортмунд допомагає».

## Що прибуло

[[figure: ${kitchens} | Кухні-їдальні, отримані у 2025 році]]

Вартість кухонь — 120 000 євро; їх надано через Німецьке товариство міжнародного співробітництва (GIZ).

[[figure: ${generators} | Генератори, отримані у 2025 році]]

Генератори оплатила організація Engagement Global.

[[gallery: school-kitchen, generators]]

## Що ще привезли

- ліжка для лікарень і медичні вироби
- спортивне взуття для дітей і молоді
- футболки футбольного клубу

Скільки їх, відкриті джерела не повідомляють.

__Дати — приклад: дні трьох рейсів додано для демонстрації.__`,
		},
		en: {
			kicker: 'Press release',
			title: 'Third aid transport: canteen kitchens and generators for Zhytomyr',
			teaser:
				'Two canteen kitchens for schools, with generators, hospital beds and sports shoes: the future partner city has confirmed receipt.',
			text: `[[image: open-road]]

The third aid transport has reached Zhytomyr, the future partner city. The “Dortmund helps” unit coordinated it.

## What has arrived

[[figure: ${kitchens} | Canteen kitchens, arrived in 2025]]

The kitchens are worth 120,000 euros and came through the German Agency for International Cooperation (GIZ).

[[figure: ${generators} | Generators, arrived in 2025]]

The generators were funded by Engagement Global.

[[gallery: school-kitchen, generators]]

## What else came

- beds for hospitals and medical articles
- sports shoes for children and young people
- T-shirts of a football club

The public sources do not say how many of these there were.

__Example dates: the days of the three journeys were added for the demo.__`,
		},
	},
};
