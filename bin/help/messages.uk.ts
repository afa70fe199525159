import type { Translation } from '#lib/i18n/catalogue.ts';
import type { en } from './messages.en.ts';

export const uk: Translation<typeof en> = {
	'allocate-summary': 'розподілити пропозиції між потребами з файлу',
	'allocate-usage': `Виклик: tandem allocate INSTANCE.json [--format json|text] [--lang de|uk|en]

Справедливо розподіляє партії між потребами, з поясненням для кожного рядка, кожної нестачі й кожного залишку, і незалежно
перевіряє відповідь, перш ніж її вивести. «-» читає стандартний ввід. Бази даних не потребує.

  --format json   результат у форматі JSON (за замовчуванням; docs/reference/allocation.md)
  --format text   результат реченнями

Завершується з 0; з 1, якщо файл відхилено: кожна помилка і спосіб її виправити — у стандартному виводі помилок.`,

	'bounce-summary': 'занотувати лист, який не дійшов',
	'bounce-usage': `Виклик: tandem bounce < ПОВІДОМЛЕННЯ

Читає один лист зі стандартного введення: те, що поштовий сервер надсилає назад, коли лист читачам не дійшов (звіт про доставку,
RFC 3464). Його розпізнають за Message-ID листа, який він повертає. Адреса, якої не існує, припиняє підписку й видаляється;
переповнена скринька рахується і припиняє її, коли таких випадків багато. Усе інше лишається без змін.
Призначено для скриньки MAIL_FROM, наприклад у /etc/aliases:   tandem: "|tandem bounce"

Завжди завершується з 0, щоб жоден поштовий сервер не відповідав на звіт звітом. Налаштування: DATABASE_URL, TANDEM_DATA.`,

	'demo-summary': 'показати Tandem на цьому комп’ютері з історією Дортмунда й Житомира',
	'demo-usage': `Виклик: tandem demo

Показує Tandem на цьому комп’ютері з історією Дортмунда й Житомира: за потреби збирає сайт, запускає власну базу PostgreSQL,
завантажує історію, виводить адресу й посилання для входу для кожної ролі. Листи лишаються у вихідній пошті.

Налаштування (середовище): PORT (3000), HOST (127.0.0.1), TANDEM_DATA (./.tandem), DATABASE_URL (немає), LOG_LEVEL (warn).
Щоб почати спочатку, видаліть теку з даними.`,

	'migrate-summary': 'оновити базу даних',
	'migrate-usage': `Виклик: tandem migrate

Оновлює базу даних: ролі, таблиці, чергу завдань. Можна повторювати; кілька одночасних запусків чекають одне на одного.
«tandem serve» робить те саме під час запуску. Налаштування: DATABASE_URL, TANDEM_DATA, LOG_LEVEL (див. tandem serve --help).`,

	'recognise-summary': 'прочитати список потреб і сказати, про що просить кожен рядок',
	'recognise-usage': `Виклик: tandem recognise FILE [--format json|text] [--sheet NAME] [--lang de|uk|en]

Читає список потреб і каже, про що просить кожен рядок. FILE — xlsx, xls, ods, csv, docx, html, збережений лист або текст;
«-» читає стандартний ввід. Бази даних не потребує.

  --format json   рядки як масив JSON (за замовчуванням; docs/reference/reading.md)
  --format text   рядки таблицею, а під нею — скільки рядків не є потребами
  --sheet NAME    лише цей аркуш, навіть прихований

Завершується з 0; з 1, якщо файл відхилено: причина — у стандартному виводі помилок.`,

	'serve-summary': 'запустити Tandem: сайт і фонову роботу',
	'serve-usage': `Виклик: tandem serve [--without-work]

Запускає Tandem для міста: оновлює базу даних, відповідає на запити, виконує фонову роботу.
На Ctrl+C або SIGTERM зупиняється впорядковано: запити, що виконуються, мають десять секунд.

  --without-work   лишити фонову роботу для «tandem work»

Налаштування (середовище)
  ORIGIN           публічна адреса, https://tandem.example.org; потрібна, якщо Tandem користуються з інших комп’ютерів
  HOST             адреса, на якій слухає Tandem (127.0.0.1)
  PORT             порт, на якому слухає Tandem (3000)
  TRUSTED_PROXIES  скільки проксі стоїть перед Tandem (0)
  MOST_REQUESTS    на скільки запитів відповідати одночасно; решту просять прийти пізніше (512)
  DATABASE_URL     PostgreSQL 15 або новіша, postgres://user:password@host:5432/database (немає: власна PostgreSQL)
  TANDEM_DATA      тека для того, що зберігає Tandem (./.tandem)
  SMTP_URL         поштовий сервер, smtps://user:password@mail.example.org:465 (немає: листи чекають у вихідній пошті)
  MAIL_FROM        відправник, Tandem <tandem@example.org>; потрібен разом із SMTP_URL
  LOG_LEVEL        debug, info, warn, error або silent (info); журнал іде в стандартний вивід
  TANDEM_DEMO      1 показує посилання для входу всім (0); ніколи зі справжніми даними

GET /health відповідає, поки живе процес, GET /ready — поки відповідає база даних.`,

	'set-up-summary': 'створити місто, його першого адміністратора та партнерства',
	'set-up-usage': `Виклик: tandem set-up SLUG [параметри]

Налаштовує місто: створює його з першим адміністратором і виводить посилання-запрошення для передання. Усе або нічого.

  tandem set-up dortmund --name-de Dortmund --name-en Dortmund --country DE \\
    --latitude 51.51 --longitude 7.47 --population 600000 --time-zone Europe/Berlin \\
    --administrator ada@dortmund.example --administrator-name "Ada Amt" --administrator-language de
  tandem set-up zhytomyr --name-en Zhytomyr --country UA … --administrator … --partner dortmund
  tandem set-up dortmund --administrator ben@dortmund.example --administrator-name "Ben Büro"

Місто (SLUG: малі латинські літери, цифри, дефіси; ніколи не змінюється)
  --name-de, --name-uk, --name-en   назва; принаймні одна, краще всі три
  --country CODE                    ISO 3166-1 alpha-2: DE, UA
  --latitude, --longitude           центр у градусах; від’ємні пишіть як --longitude=-3.7
  --time-zone ZONE                  назва IANA: Europe/Kyiv
  --population NUMBER               можна не вказувати
Адміністратор; для наявного міста — ще один або нове посилання для того, хто не має ключа доступу
  --administrator EMAIL   --administrator-name NAME   --administrator-language de|uk|en
Партнерство з іншим містом цієї інсталяції
  --partner SLUG   --partnership contact|project|friendship|solidarity|full (solidarity)   --since РРРР-ММ-ДД (сьогодні)
  --join SLUG      додає місто до наявного партнерства (його адреса: dortmund-zhytomyr)

  --format json   один об’єкт JSON замість речень

Завершується з 0, якщо зроблено, з 1, якщо відхилено й нічого не змінено. Налаштування: ORIGIN (адреса в посиланні),
DATABASE_URL, TANDEM_DATA (див. tandem serve --help). Спершу оновлює базу даних. Tandem може працювати.`,

	'verify-ledger-summary': 'перерахувати книгу обліку й назвати кожну суперечність',
	'verify-ledger-usage': `Виклик: tandem verify-ledger [--format text|json]

Перераховує книгу обліку з її проводок і фактів: ланцюги хешів, залишки, стан партій, обіцянки, відправлення, отримання та
розбіжності, в одному узгодженому стані бази даних; Tandem тим часом може працювати.
Називає кожну суперечність: що очікувалося і що знайдено.

  --format json   один об’єкт JSON із «books» і «drifts» замість речень

Завершується з 0, якщо книги правильні, з 1, якщо щось суперечить. Налаштування: DATABASE_URL, TANDEM_DATA.`,

	'work-summary': 'виконувати лише фонову роботу',
	'work-usage': `Виклик: tandem work

Виконує лише фонову роботу (листи, зведення, розклади) поряд із «tandem serve --without-work».
Можна запустити кілька; вони ділять роботу. Налаштування: див. tandem serve --help.`,
};
