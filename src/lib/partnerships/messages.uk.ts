import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	'record-partnership': 'Партнерство',
	'record-paper': 'Документ ради',
	'record-agreement': 'Угода',
	'record-theme': 'Тема',
	'record-project': 'Проєкт',
	'record-event': 'Захід',
	'record-exchange': 'Обмін',
	'record-funding': 'Фінансування',
	'record-promise': 'Обіцянка',
	'record-person': 'Особа',
	'record-document': 'Документ',
	'record-report': 'Звіт',
	'record-need': 'Потреба',
	'record-offer': 'Пропозиція',
	'record-lot': 'Партія',
	'record-shipment': 'Транспорт',
	'record-operation': 'Операція допомоги',
	'choose-send': 'Надіслати',
	'choose-search': 'Знайти запис',
	'choose-hint':
		'Введіть слово для пошуку й виберіть серед знайденого або вставте адресу: сторінки цього офісу чи вебадресу, що починається з https://.',
	'paste-hint': 'Вставте адресу сторінки цього офісу або вебадресу, що починається з https://.',
};
