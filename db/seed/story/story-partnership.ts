import type { OrganisationKind } from '#lib/directory/directory.ts';
import type { LocalizedText } from '#lib/kernel/localized-text.ts';
import type { CityKey } from './story-directory.ts';

// Who signed what, and in which office, as db/seed/story.json gives it. Where no source gives a day, none is shown. The two
// people who coordinate are those of the demo's accounts: invented, and marked as examples.

interface ToldOrganisation {
	readonly city: CityKey;
	readonly kind: OrganisationKind;
	readonly names: LocalizedText;
}

export const offices = {
	council: {
		city: 'dortmund',
		kind: 'council',
		names: { de: 'Rat der Stadt Dortmund', uk: 'Рада міста Дортмунд', en: 'Dortmund City Council' },
	},
	administration: {
		city: 'dortmund',
		kind: 'administration',
		names: {
			de: 'Verwaltungsspitze der Stadt Dortmund',
			uk: 'Керівництво адміністрації Дортмунда',
			en: 'Leadership of the City of Dortmund',
		},
	},
	international: {
		city: 'dortmund',
		kind: 'department',
		names: {
			de: 'Büro für Internationale Beziehungen',
			uk: 'Бюро міжнародних зв’язків',
			en: 'Office for International Relations',
		},
	},
	zhytomyr: {
		city: 'zhytomyr',
		kind: 'council',
		names: { de: 'Stadtrat von Schytomyr', uk: 'Житомирська міська рада', en: 'Zhytomyr City Council' },
	},
} as const satisfies Record<string, ToldOrganisation>;
export type OfficeKey = keyof typeof offices;

export const posts = {
	mayorOfDortmund: {
		office: 'administration',
		sole: true,
		names: { de: 'Oberbürgermeister', uk: 'Обербургомістр', en: 'Lord Mayor' },
	},
	coordination: {
		office: 'international',
		sole: false,
		names: {
			de: 'Koordination der Partnerschaft (Beispiel)',
			uk: 'Координація партнерства (приклад)',
			en: 'Coordination of the partnership (example)',
		},
	},
	mayorOfZhytomyr: {
		office: 'zhytomyr',
		sole: true,
		names: { de: 'Stadtoberhaupt', uk: 'Міський голова', en: 'Mayor' },
	},
	liaison: {
		office: 'zhytomyr',
		sole: false,
		names: {
			de: 'Ansprechpartnerin für Dortmund (Beispiel)',
			uk: 'Контактна особа для Дортмунда (приклад)',
			en: 'Liaison for Dortmund (example)',
		},
	},
} as const satisfies Record<string, { office: OfficeKey; sole: boolean; names: LocalizedText }>;
export type PostKey = keyof typeof posts;

interface ToldPerson {
	readonly city: CityKey;
	readonly names: LocalizedText;
	readonly inPublic: boolean;
	readonly post: PostKey;
	readonly acting?: boolean;
	/** As exactly as the sources know it. */
	readonly until?: string;
	readonly written?: string;
	readonly email?: string;
}

export const actors = {
	westphal: {
		city: 'dortmund',
		names: { de: 'Thomas Westphal', uk: 'Томас Вестфаль', en: 'Thomas Westphal' },
		inPublic: true,
		post: 'mayorOfDortmund',
		until: '2025',
	},
	suchomlyn: {
		city: 'zhytomyr',
		names: { de: 'Serhij Suchomlyn', uk: 'Сергій Сухомлин', en: 'Serhii Sukhomlyn' },
		inPublic: true,
		post: 'mayorOfZhytomyr',
	},
	schymanska: {
		city: 'zhytomyr',
		names: { de: 'Halyna Schymanska', uk: 'Галина Шиманська', en: 'Halyna Shymanska' },
		inPublic: true,
		post: 'mayorOfZhytomyr',
		acting: true,
	},
	coordinator: {
		city: 'dortmund',
		names: { de: 'Ayşe Brandt' },
		inPublic: false,
		post: 'coordination',
		email: 'coordinator@dortmund.example',
	},
	officer: {
		city: 'zhytomyr',
		names: { de: 'Olena Kowaltschuk', uk: 'Олена Ковальчук', en: 'Olena Kovalchuk' },
		inPublic: false,
		post: 'liaison',
		email: 'partner-officer@zhytomyr.example',
	},
} as const satisfies Record<string, ToldPerson>;
export type ActorKey = keyof typeof actors;

export const agreements = [
	{
		signedOn: '2023-02-23',
		kind: 'solidarity',
		mode: 'online',
		paper: 'zhytomyr-2023',
		title: {
			de: 'Abkommen über die Solidaritätspartnerschaft zwischen Dortmund und Schytomyr',
			uk: 'Угода про партнерство солідарності між Дортмундом і Житомиром',
			en: 'Agreement on the solidarity partnership between Dortmund and Zhytomyr',
		},
		signatories: [
			{ who: 'westphal', as: 'Thomas Westphal' },
			{ who: 'suchomlyn', as: 'Сергій Сухомлин' },
		],
	},
	{
		signedOn: '2025-07-09',
		kind: 'full',
		mode: 'unknown',
		paper: 'full-2025',
		title: {
			de: 'Partnerschaftsabkommen zwischen Dortmund und Schytomyr',
			uk: 'Угода про партнерство між Дортмундом і Житомиром',
			en: 'Partnership agreement between Dortmund and Zhytomyr',
		},
		signatories: [
			{ who: 'westphal', as: 'Thomas Westphal' },
			{ who: 'schymanska', as: 'Галина Шиманська' },
		],
	},
] as const;

export const solidarityBasis: LocalizedText = {
	de: 'Vom Rat am 9. Februar 2023 beschlossen, mit der Absicht, in zwei Jahren eine Städtepartnerschaft daraus zu machen.',
	uk: 'Ухвалено радою 9 лютого 2023 року з наміром за два роки перетворити його на повне партнерство.',
	en: 'Resolved by the council on 9 February 2023, with the intention of making it a full partnership in two years.',
};

export const fullBasis: LocalizedText = {
	de: 'Vom Rat am 22. Mai 2025 beschlossen.',
	uk: 'Ухвалено радою 22 травня 2025 року.',
	en: 'Resolved by the council on 22 May 2025.',
};

export const whyChosen: LocalizedText = {
	de: 'Beide Städte wollen innovative, klimaneutrale und nachhaltige Kommunen werden und wirtschaftlich zusammenarbeiten; die Zivilgesellschaft möchte sich beteiligen. Gehört wurden die Jüdische Gemeinde, das ukrainische Generalkonsulat, die deutsche Botschaft und die Industrie- und Handelskammer.',
	uk: 'Обидва міста хочуть стати інноваційними, кліматично нейтральними та сталими громадами й співпрацювати економічно; громадянське суспільство хоче долучитися. Вислухали єврейську громаду, генеральне консульство України, посольство Німеччини та торгово-промислову палату.',
	en: 'Both cities aim to be innovative, climate-neutral and sustainable municipalities and to work together economically; civil society wants to take part. The Jewish community, the Ukrainian consulate general, the German embassy and the chamber of commerce were heard.',
};

export const contactTask: LocalizedText = {
	de: 'Erste Ansprechperson (Beispiel)',
	uk: 'Перша контактна особа (приклад)',
	en: 'First point of contact (example)',
};
