import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk = {
	'city-created': 'Місто {city} створено.',
	'partnership-created': 'Партнерство {partnership} внесено.',
	'partnership-there': 'Партнерство {partnership} вже було; воно залишається без змін.',
	'administrator-created': '{email} тепер адмініструє місто {city}.',
	'administrator-again': '{email} вже адмініструє місто {city} і отримує нове посилання.',
	'link-good-until': 'Запрошення дійсне до {until} і лише один раз. Передайте його особисто:',
	'origin-unset':
		'ORIGIN не задано, тому посилання веде на цей комп’ютер. Ключ доступу діє лише за тією адресою, за якою його створено: спочатку задайте ORIGIN і виконайте команду ще раз.',
	'nothing-changed': 'Нічого не змінено:',
	'refused-one-city': 'Назвіть, будь ласка, одне місто: tandem set-up НАЗВА …',
	'refused-format': 'Формат «{format}» не є одним із text, json.',
	'refused-slug-malformed':
		'«{slug}» не може бути коротким ім’ям міста. Використайте, будь ласка, від 2 до 40 малих латинських літер, цифр і дефісів, наприклад zhytomyr.',
	'refused-option-missing': 'Бракує параметра {option}.',
	'refused-name-missing': 'Місту потрібна назва: --name-de, --name-uk, --name-en, принаймні одна з них.',
	'refused-option-malformed': 'Значення {option} — «{given}», а має бути, наприклад: {example}',
	'refused-city-exists':
		'Місто {slug} вже є. Щоб додати адміністратора: tandem set-up {slug} --administrator ПОШТА --administrator-name ІМ’Я',
	'refused-city-unknown': 'Міста {slug} у цій системі немає. Спочатку створіть його: tandem set-up {slug} --help',
	'refused-partner-is-itself': 'Місто {slug} не може бути партнером самому собі.',
	'refused-partnership-unknown':
		'Партнерства {slug} у цій системі немає. Його адреса – остання частина його сторінки: …/partnerships/dortmund-zhytomyr',
	'refused-partnership-over': 'Партнерство {slug} завершене й нікого більше не приймає.',
	'refused-partner-or-join':
		'Будь ласка, виберіть для {slug}: --partner вносить нове партнерство, --join додає місто до наявного.',
	'refused-nothing-to-do':
		'Вкажіть, будь ласка, що зробити для {slug}: --name-uk …, щоб створити місто, --administrator, --partner або --join.',
	'refused-administrator-missing':
		'Новому місту потрібен хтось, хто ввійде першим: --administrator ПОШТА --administrator-name ІМ’Я',
	'refused-administrator-name-missing': 'Адміністраторові потрібне ім’я: --administrator-name ІМ’Я',
	'refused-email-malformed':
		'Значення --administrator — «{given}», а має бути адреса електронної пошти, наприклад name@city.example.',
	'refused-email-taken':
		'{given} належить закритому обліковому запису, людині без прав адміністратора або іншому місту. Допоможе адміністратор того міста, або виберіть іншу адресу.',
	'refused-has-passkey':
		'{given} вже має ключ доступу. Якщо його втрачено, його скидає інший адміністратор міста; якщо такого немає, додайте адміністратора з іншою адресою.',
} as const satisfies Translation<typeof en>;
