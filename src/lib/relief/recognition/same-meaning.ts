import { wordOf } from './word.ts';

/**
 * Words that name one thing or quality for whoever writes a list, a line per meaning. What the catalogue says with one
 * of them is found by the others: «інверторна електростанція» by «інверторний генератор».
 */
const meanings = `
генератор електрогенератор електростанція електроагрегат генераторна дгу электростанция
generator genset stromerzeuger stromaggregat stromgenerator notstromaggregat notstromgenerator
ліхтар ліхтарик фонарь фонарик
torch flashlight
обігрівач нагрівач калорифер обогреватель нагреватель
насос помпа
рукав шланг
рукавиці рукавички перчатки рукавицы
чоботи сапоги
черевики ботинки
ковдра одеяло
рушник полотенце
подушка наволочка
пересувний мобільний переносний портативний мобильный переносной портативный
mobil tragbar transportabel fahrbar
portable mobile handheld
автомобіль машина авто автомашина автівка автомобиль
fahrzeug wagen auto
vehicle car
прилад апарат пристрій прибор аппарат устройство
gerät apparat maschine
apparatus machine device unit
набір комплект укладка набор
набір пакунок
дитячий малюковий детский
жіночий женский
чоловічий мужской
зимовий утеплений теплий зимний утепленный теплый
winter warm
тент брезент накриття
плита панель лист
візок коляска
крісло кресло
хворий пацієнт больной пациент
medikament arznei arzneimittel medizin
medicine medication drug
ліки медикаменти препарати лекарства
знеболювальний знеболюючий анальгетик обезболивающий
painkiller analgesic
schmerzmittel analgetikum
антисептик дезінфектор
пелюшка пеленка
підгузник памперс підгузок подгузник
nappy diaper
windel pampers
консерва консервований
tinned canned
вогнегасник огнетушитель
шолом каска шлем
helm helmet
лопата лопатка
ноші носилки
милиці костылі костыли
ліжко кровать
bed cot
каталка візок-каталка
шафа шкаф
стіл стол
стілець стул
дошка доска
школяр учень школьник ученик
schüler schulkind
pupil student
столовий харчоблок
lorry truck
lkw lastwagen
tyre tire
reifen pneu
шина покришка автошина
бак ємність резервуар цистерна емкость
tank reservoir
container box
каністра канистра
фільтр фильтр
очищення очистка
знезараження дезінфекція
stretcher litter
trolley gurney
cover sheet
jumper sweater pullover
trousers pants
anorak jacke
coat jacket
пуховик куртка
hat cap beanie
cap mütze
stiefel boots
trainers sneakers
couch liege
chair sessel
mower trimmer
strimmer trimmer
хомут стяжка
перекис пероксид
`;

let groups: readonly (readonly string[])[] | undefined;

/** The groups of stems that mean the same. */
export function sameMeanings(): readonly (readonly string[])[] {
	groups ??= meanings
		.trim()
		.split('\n')
		.map((line) => [...new Set(line.split(' ').map((word) => wordOf(word).stem))])
		.filter((stems) => stems.length > 1);
	return groups;
}
