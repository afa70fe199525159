import type { LocalizedText } from '#lib/kernel/localized-text.ts';

// Drawn for the demo (db/seed/pictures): scenes without a face, a real emblem or a place that could be found.

interface ToldPicture {
	readonly alt: Required<LocalizedText>;
	readonly caption: Required<LocalizedText>;
}

export const pictures = {
	'two-cities': {
		alt: {
			de: 'Zeichnung: Eine Bogenbrücke verbindet zwei Stadtsilhouetten, links mit Förderturm und spitzem Kirchturm, rechts mit Kuppeln; dahinter geht die Sonne auf.',
			uk: 'Малюнок: арковий міст поєднує обриси двох міст — ліворуч копер і гостра вежа церкви, праворуч бані; за ними сходить сонце.',
			en: 'Drawing: an arched bridge joins two skylines, a winding tower and a spire on the left, domes on the right; the sun rises behind.',
		},
		caption: { de: 'Zwei Städte, eine Brücke.', uk: 'Два міста, один міст.', en: 'Two cities, one bridge.' },
	},
	'council-hall': {
		alt: {
			de: 'Zeichnung: ein leerer Ratssaal mit blauen Stühlen im Halbkreis; am Podium eine rot-weiße und eine blau-gelbe Fahne.',
			uk: 'Малюнок: порожня зала ради із синіми стільцями півколом; біля президії червоно-білий і синьо-жовтий прапори.',
			en: 'Drawing: an empty council chamber with blue chairs in a half circle; a red-white and a blue-yellow flag at the platform.',
		},
		caption: {
			de: 'Ein Ratssaal vor der Sitzung.',
			uk: 'Зала ради перед засіданням.',
			en: 'A council chamber before the session.',
		},
	},
	'town-hall': {
		alt: {
			de: 'Zeichnung: ein Rathaus mit Stufengiebel und Uhr; vor ihm wehen eine rot-weiße und eine blau-gelbe Fahne.',
			uk: 'Малюнок: ратуша зі східчастим фронтоном і годинником; перед нею майорять червоно-білий і синьо-жовтий прапори.',
			en: 'Drawing: a town hall with a stepped gable and a clock; a red-white and a blue-yellow flag fly in front of it.',
		},
		caption: {
			de: 'Zwei Fahnen vor einem Rathaus.',
			uk: 'Два прапори перед ратушею.',
			en: 'Two flags in front of a town hall.',
		},
	},
	'signing-online': {
		alt: {
			de: 'Zeichnung: eine unterschriebene Mappe mit Füller auf einem Tisch, daneben zwei Tischfahnen; auf dem Bildschirm dahinter ein zweiter Tisch mit ukrainischer Fahne.',
			uk: 'Малюнок: підписана тека з пером на столі, поруч два настільні прапорці; на екрані позаду — другий стіл з українським прапором.',
			en: 'Drawing: a signed folder and a pen on a table beside two table flags; on the screen behind, a second table with the Ukrainian flag.',
		},
		caption: {
			de: 'Unterzeichnet wird an zwei Tischen zugleich.',
			uk: 'Підписують за двома столами водночас.',
			en: 'Signing at two tables at once.',
		},
	},
	'signing-table': {
		alt: {
			de: 'Zeichnung: Auf einem blau gedeckten Tisch liegen zwei aufgeschlagene, unterschriebene Mappen und ein Strauß; links die rot-weiße, rechts die blau-gelbe Fahne.',
			uk: 'Малюнок: на столі під синьою скатертиною лежать дві розгорнуті підписані теки й букет; ліворуч червоно-білий, праворуч синьо-жовтий прапор.',
			en: 'Drawing: two open, signed folders and a bunch of flowers on a table with a blue cloth; the red-white flag on the left, the blue-yellow one on the right.',
		},
		caption: { de: 'Zwei Mappen, ein Abkommen.', uk: 'Дві теки, одна угода.', en: 'Two folders, one agreement.' },
	},
	'medical-boxes': {
		alt: {
			de: 'Zeichnung: Kartons auf einer Palette, beschriftet mit Handschuh, Spritze und Flasche, vor leeren Kabinen mit blauen Vorhängen.',
			uk: 'Малюнок: коробки на піддоні з позначками рукавички, шприца й флакона перед порожніми кабінками із синіми завісами.',
			en: 'Drawing: boxes on a pallet, marked with a glove, a syringe and a bottle, in front of empty booths with blue curtains.',
		},
		caption: {
			de: 'Verpackt: Material aus einem geschlossenen Impfzentrum.',
			uk: 'Спаковано: матеріали із зачиненого центру вакцинації.',
			en: 'Packed: material from a closed vaccination centre.',
		},
	},
	'ladder-vehicle': {
		alt: {
			de: 'Zeichnung: ein rotes Feuerwehrfahrzeug mit angehobener Drehleiter und Korb vor den Toren einer Wache.',
			uk: 'Малюнок: червоний пожежний автомобіль із піднятою драбиною та кошиком перед воротами пожежної частини.',
			en: 'Drawing: a red fire engine with its turntable ladder and basket raised, in front of the gates of a fire station.',
		},
		caption: {
			de: 'Ein Drehleiterfahrzeug vor der Abfahrt.',
			uk: 'Автодрабина перед від’їздом.',
			en: 'A turntable-ladder vehicle before it leaves.',
		},
	},
	generators: {
		alt: {
			de: 'Zeichnung: fünf blaue Stromerzeuger auf Paletten, mit Gurten gesichert, in einer Lagerhalle mit offenem Tor.',
			uk: 'Малюнок: п’ять синіх генераторів на піддонах, закріплених ременями, на складі з відчиненою брамою.',
			en: 'Drawing: five blue generators on pallets, held by straps, in a warehouse with its gate open.',
		},
		caption: {
			de: 'Stromerzeuger, bereit zum Verladen.',
			uk: 'Генератори, готові до завантаження.',
			en: 'Generators, ready to be loaded.',
		},
	},
	'camp-beds': {
		alt: {
			de: 'Zeichnung: Reihen von Feldbetten mit Kissen und gefalteten Decken in einer hellen Sporthalle.',
			uk: 'Малюнок: ряди розкладних ліжок із подушками й складеними ковдрами у світлій спортзалі.',
			en: 'Drawing: rows of camp beds with pillows and folded blankets in a bright sports hall.',
		},
		caption: {
			de: 'Platz zum Schlafen in einer Halle.',
			uk: 'Місце для сну в спортзалі.',
			en: 'A place to sleep in a hall.',
		},
	},
	'lit-window': {
		alt: {
			de: 'Zeichnung: ein dunkles Wohnhaus bei Nacht; nur im Erdgeschoss brennt Licht, gespeist von einem Stromerzeuger vor der Tür.',
			uk: 'Малюнок: темний житловий будинок уночі; світло лише на першому поверсі — від генератора біля дверей.',
			en: 'Drawing: a dark block of flats at night; only the ground floor has light, from a generator by the door.',
		},
		caption: {
			de: 'Licht aus einem Stromerzeuger, wenn das Netz ausfällt.',
			uk: 'Світло від генератора, коли мережа не працює.',
			en: 'Light from a generator when the grid is down.',
		},
	},
	'video-lesson': {
		alt: {
			de: 'Zeichnung: ein leeres Klassenzimmer mit Wimpeln; auf dem Bildschirm ein zweites, dessen Tische gemalte Fahnen beider Städte tragen.',
			uk: 'Малюнок: порожній клас із прапорцями; на екрані — інший клас, де на партах намальовані прапори обох міст.',
			en: 'Drawing: an empty classroom with bunting; on the screen a second one, with painted flags of both cities on its desks.',
		},
		caption: {
			de: 'Zwei Klassenzimmer, verbunden durch einen Bildschirm.',
			uk: 'Два класи, поєднані екраном.',
			en: 'Two classrooms, joined by a screen.',
		},
	},
	'night-train': {
		alt: {
			de: 'Zeichnung: ein blauer Nachtzug mit hellen Fenstern an einem Bahnsteig, auf dem Gepäck wartet; am Himmel der Mond.',
			uk: 'Малюнок: синій нічний потяг зі світлими вікнами біля перону, де чекає багаж; у небі місяць.',
			en: 'Drawing: a blue night train with bright windows at a platform where luggage waits; the moon in the sky.',
		},
		caption: { de: 'Unterwegs.', uk: 'У дорозі.', en: 'On the way.' },
	},
	'open-road': {
		alt: {
			de: 'Zeichnung: drei weiße Lastwagen ohne Aufschrift auf einer geraden Landstraße zwischen Feldern, Pappeln und Sonnenblumen.',
			uk: 'Малюнок: три білі вантажівки без написів на рівній дорозі серед полів, тополь і соняшників.',
			en: 'Drawing: three white lorries without lettering on a straight country road between fields, poplars and sunflowers.',
		},
		caption: { de: 'Ein weiter Weg.', uk: 'Далека дорога.', en: 'A long way.' },
	},
	'school-kitchen': {
		alt: {
			de: 'Zeichnung: eine Großküche mit drei Kesseln unter der Haube, einem Ofen und einem Tisch mit Tellern und Gemüse.',
			uk: 'Малюнок: кухня їдальні з трьома казанами під витяжкою, піччю та столом із тарілками й овочами.',
			en: 'Drawing: a canteen kitchen with three kettles under the hood, an oven, and a table with plates and vegetables.',
		},
		caption: {
			de: 'Eine Großküche, wie Schulen sie brauchen.',
			uk: 'Кухня, яка потрібна школам.',
			en: 'A canteen kitchen as schools need it.',
		},
	},
} as const satisfies Readonly<Record<string, ToldPicture>>;

export type PictureKey = keyof typeof pictures;
