import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	'answer-address-malformed': 'це не адреса',
	'answer-scheme-not-permitted': 'адреси, що починаються з «{scheme}:», не завантажуються',
	'answer-credentials-in-address': 'адреса містить ім’я користувача чи пароль',
	'answer-address-not-public': '«{host}» не веде до відкритого інтернету',
	'answer-host-unknown': 'під ім’ям «{host}» нікого не знайдено',
	'answer-too-many-redirects': 'адреса переспрямовувала понад {most} разів',
	'answer-too-large': 'відповідь більша за {megabytes} МБ',
	'answer-too-slow': 'немає відповіді за {seconds} с',
	'answer-stopped': 'зупинено',
	'answer-connection-failed': 'з’єднання не вдалося ({code})',
	'answer-not-json-html': 'замість даних надійшла вебсторінка',
	'answer-not-json-text': 'дані пошкоджені або обірвані',
	'answer-not-json-nothing': 'надійшла порожня відповідь',
	'answer-not-a-list': 'очікувався список, надійшло «{found}»',
	'answer-status': 'сервер відповів {status}',
};
