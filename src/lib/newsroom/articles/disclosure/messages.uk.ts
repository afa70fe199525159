import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	tellings: 'Це може розкрити забагато',
	'tellings-hint':
		'Перевірте ці місця, перш ніж передати текст далі: з нього ніхто не має дізнатися, де їдуть люди й вантажі, де вони перебувають або хто за кермом.',
	'in-head': 'заголовок і вступ',
	'in-block': 'блок {block}',
	'telling-movement': 'Поїздка',
	'telling-route': 'Маршрут',
	'telling-crossing': 'Пункт пропуску',
	'telling-place': 'Склад або укриття',
	'telling-plate': 'Номерний знак',
	'telling-driver': 'Водій, названий на ім’я',
	'telling-minor': 'Неповнолітні, названі на ім’я',
	consents: 'Транспорти, про які розповідає стаття',
	'consents-hint':
		'Про транспорт, який ще не публічний, стаття може розповідати лише за згодою обох міст. Згода іншого міста стосується текстів, які воно прочитало; якщо текст змінено, потрібна нова згода. До публікації її можна відкликати.',
	'is-public': 'публічний',
	'is-hidden': 'прихований від громадськості',
	'not-public': 'ще не публічний',
	'may-be-told': 'обидва міста погоджуються',
	'city-consents': '{city}: згоду надано.',
	'city-outdated': '{city}: згоду надано на попередню редакцію тексту, не на цю.',
	'city-has-not': '{city}: згоди немає.',
	'not-your-shipment': 'Транспорт, у якому ваше місто не бере участі',
	shipment: 'Транспорт {number}',
	'consent-give': 'Погодитися щодо {number}',
	'consent-take-back': 'Відкликати згоду щодо {number}',
};
