import type { Translation } from '#lib/i18n/catalogue.ts';
import type { english } from './messages.en.ts';

export const ukrainian: Translation<typeof english> = {
	title: 'Вихідні листи',
	lead: 'Під час демонстрації жоден лист не залишає цього комп’ютера. Тут видно, що отримали б люди; посилання в листах працюють.',
	none: 'Ще не написано жодного листа.',
	noneText: 'Тут з’являтимуться запрошення, відповіді донорам, запитання до партнера та повідомлення про розбіжності.',
	to: 'Кому: {address}, {when}',
	'state-waiting': 'чекає',
	'state-sending': 'надсилається',
	'state-sent': 'надіслано',
	'state-rejected': 'відхилено',
	forgotten: 'Текст видалено після надсилання.',
};
