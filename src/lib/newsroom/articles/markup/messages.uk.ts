import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	'fault-in-block': 'Блок {block}, {part}: {what}',
	'part-kind': 'вид',
	'part-id': 'позначка',
	'part-text': 'текст',
	'part-level': 'рівень заголовка',
	'part-items': 'пункт списку',
	'part-speaker': 'хто говорить',
	'part-role': 'посада того, хто говорить',
	'part-image': 'зображення',
	'part-caption': 'підпис',
	'part-figure': 'показник',
	'part-label': 'назва показника',
	'part-entries': 'запис хронології',
	'part-operation': 'операція допомоги',
	'part-document': 'документ',
	'part-partnership': 'партнерство',
	'part-years': 'роки',
	'fault-not-blocks': 'Текст надійшов не як текст. Надішліть, будь ласка, форму ще раз.',
	'fault-unknown-kind': 'Блоку такого виду немає.',
	'fault-unknown-field': 'У блоці є те, чого в блоках цього виду не буває.',
	'fault-malformed': 'Це написано не так, як розуміє Tandem. Підказка під полем показує, як писати.',
	'fault-missing': 'Тут чогось бракує. Доповніть, будь ласка, або приберіть блок.',
	'fault-too-long': 'Задовго: можна не більше ніж {longest} символів.',
	'fault-too-many': 'Забагато: можна не більше ніж {most}.',
	'fault-id-twice': 'Інший блок має ту саму позначку.',
	'fault-forbidden-character':
		'Містить невидимий керівний символ ({character}). Напишіть, будь ласка, це місце заново.',
	'fault-no-link':
		'«{typed}» — не адреса, на яку може посилатися стаття. Можна https://…, mailto:name@example.org і шляхи цього сайту, як-от /uk/figures.',
	'fault-not-a-day': 'Це не дата. Пишіть 2023, 2023-03 або 2023-03-14.',
	'fault-ends-before-it-begins': 'Кінець раніше за початок.',
	'fault-unknown-measure':
		'Показник починається словом needed, promised, received або in-use і може закінчуватися «from» та «to».',
	'fault-no-item-code': 'Бракує коду каталогу, наприклад PWR-GEN.',
	'fault-not-closed':
		'{sign} відкрито, але не закрито. Щоб написати самі знаки, поставте перед ними зворотну скісну риску: \\{sign}',
	'fault-unknown-sign':
		'Tandem не знає тут «{typed}». Підказка перелічує, що є; щоб написати дві квадратні дужки, поставте перед ними зворотну скісну риску: \\[\\[',
};
