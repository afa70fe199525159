import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	'review-subject': 'На перевірку: {title}',
	'review-text': `Добрий день, {name}!

{by} просить перевірити цей текст:

{title} ({edition})
{link}

Текст перевіряє той, хто не писав його сам. Ви можете погодити його або повернути, зазначивши, що слід зробити.

Це повідомлення надіслано з Tandem один раз.`,
	'embargo-subject': 'Ембарго чекає на вашу згоду: {title}',
	'embargo-text': `Добрий день, {name}!

{city} пропонує для цієї статті спільне ембарго: {until}.

{title}
{link}

Доки ваше місто не погодиться, у цей час нічого не буде опубліковано автоматично. На сторінці статті ви можете погодитися на ембарго або скасувати його.

Це повідомлення надіслано з Tandem один раз.`,
};
