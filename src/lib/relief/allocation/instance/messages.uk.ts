import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	'at-top': 'файл',
	'not-json': 'Файл не є коректним JSON: {detail}. Виправте це місце й надішліть файл ще раз.',
	'not-an-object': '{path}: очікується об’єкт у фігурних дужках { }.',
	'not-a-list': '{path}: очікується список у квадратних дужках [ ].',
	'not-text': '{path}: очікується непорожній текст у лапках.',
	'not-a-switch': '{path}: очікується true або false, без лапок.',
	'not-a-day': '{path}: очікується справжня дата, записана як "2023-03-14".',
	'not-a-factor': '{path}: очікується додатне ціле число, наприклад 2, або дріб, наприклад "1/2".',
	'not-a-value': '{path}: очікується текст, число або true/false, які можна порівняти.',
	'not-whole': '{path}: очікується ціле число від {least} до {most}.',
	'not-one-of': '{path}: очікується одне з: {allowed}.',
	missing: '{path}: обов’язкове поле відсутнє.',
	'unknown-field': '{path}: такого поля немає. Тут відомі: {known}.',
	'one-comparison': '{path}: вкажіть рівно одне з equals, oneOf, atLeast та atMost.',
	duplicate: '{path}: «{id}» уже є в {first}. Дайте кожному запису власну назву або вилучіть один із них.',
	'unknown-reference': '{path}: «{id}» немає у списку {list}. Додайте запис туди або виправте назву.',
	'circular-item': '{path}: «{id}» виявився б різновидом самого себе. Вилучіть parent в одному місці кола.',
	'class-beyond-policy':
		'{path}: у правилах лише {classes} класів. Виберіть від 1 до {classes} або збільште policy.classes.',
	'minimum-above-quantity':
		'{path}: не може перевищувати кількість {quantity}. Зменште це значення або збільште кількість.',
	'lot-overdrawn':
		'{path}: підтверджені обіцянки та визначені вручну кількості потребують {settled}, а в партії лише {quantity}. Виправте одне з них.',
	'need-overfilled':
		'{path}: підтверджені обіцянки та визначені вручну кількості покривають {settled}, а потрібно лише {quantity}. Виправте одне з них.',
	'pin-impossible':
		'{path}: ця партія не може задовольнити цю потребу ({obstacle}). Скасуйте визначену кількість або усуньте перешкоду.',
	'pin-breaks-pack': '{path}: ця партія надається лише упаковками по {pack}. Вкажіть кількість, кратну {pack}.',
	'too-much-in-all': '{path}: сума кількостей перевищує {largest}. Перевірте, чи немає помилки набору.',
	'obstacle-wrong-item': 'вона іншого виду',
	'obstacle-banned': 'цю пару виключено вручну',
	'obstacle-substitute-not-accepted': 'потреба не допускає заміни',
	'obstacle-earmarked-elsewhere': 'її призначено для іншого',
	'obstacle-attribute-unknown': 'потрібна властивість невідома',
	'obstacle-attribute-differs': 'вона не має потрібної властивості',
	'obstacle-too-late': 'вона надійде надто пізно',
	'obstacle-expires-too-early': 'її термін придатності закінчується надто рано',
	'obstacle-pack-too-large': 'її упаковки завеликі',
};
