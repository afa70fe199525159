import type { SectionTexts } from '#lib/accountability/council-reports/report.ts';

// The texts of the demo's reports. What they say of 2023 and 2025 stands in db/seed/story.json; they are examples of how an
// administration would write it, not papers of Dortmund.

const example = {
	de: 'Beispieltext für die Vorführung; keine Vorlage der Stadt Dortmund.',
	uk: 'Зразок тексту для демонстрації; не документ міста Дортмунд.',
	en: 'Sample text for the demo; not a paper of the City of Dortmund.',
} as const;

export const texts2023: SectionTexts = {
	occasion: {
		de: `Der Rat hat 2022 den Angriff auf die Ukraine verurteilt und die Verwaltung beauftragt, eine Partnerschaft mit einer ukrainischen Stadt aufzubauen. Am 9. Februar 2023 hat er die Solidaritätspartnerschaft mit Schytomyr beschlossen, am 23. Februar 2023 wurde sie online unterzeichnet. Dieser Bericht zeigt, was im ersten Jahr daraus geworden ist.\n\n${example.de}`,
		uk: `У 2022 році рада засудила напад на Україну й доручила адміністрації започаткувати партнерство з українським містом. 9 лютого 2023 року вона ухвалила рішення про партнерство солідарності з Житомиром, 23 лютого 2023 року його було підписано онлайн. Цей звіт показує, що зроблено за перший рік.\n\n${example.uk}`,
		en: `In 2022 the council condemned the attack on Ukraine and charged the administration with building a partnership with a Ukrainian city. On 9 February 2023 it resolved on the solidarity partnership with Zhytomyr, which was signed online on 23 February 2023. This report shows what became of it in the first year.\n\n${example.en}`,
	},
	summary: {
		de: 'Im ersten Jahr standen Hilfslieferungen im Vordergrund: zwei Drehleiterfahrzeuge der Feuerwehr sowie Stromerzeuger und Feldbetten des Technischen Hilfswerks. Daneben wurden die ersten Kooperationsthemen festgelegt.',
		uk: 'У перший рік на передньому плані була гуманітарна допомога: дві пожежні автодрабини, а також генератори й розкладні ліжка від THW. Крім того, визначено перші теми співпраці.',
		en: 'In the first year relief came first: two turntable ladder vehicles of the fire brigade, and generators and camp beds of the Federal Agency for Technical Relief. Beside it the first themes of cooperation were agreed.',
	},
	outlook: {
		de: 'Die Solidaritätspartnerschaft soll in zwei Jahren in eine förmliche Städtepartnerschaft übergehen.',
		uk: 'Партнерство солідарності має через два роки перейти в повноцінне партнерство міст.',
		en: 'The solidarity partnership is to become a full partnership in two years.',
	},
};

export const texts2025: SectionTexts = {
	occasion: {
		de: `Mit Beschluss vom 22. Mai 2025 und Unterzeichnung am 9. Juli 2025 ist aus der Solidaritätspartnerschaft eine Städtepartnerschaft geworden.\n\n${example.de}`,
		uk: `Рішенням від 22 травня 2025 року та підписанням 9 липня 2025 року партнерство солідарності стало партнерством міст.\n\n${example.uk}`,
		en: `By the resolution of 22 May 2025 and the signing of 9 July 2025 the solidarity partnership has become a full partnership.\n\n${example.en}`,
	},
};

export const textsOfProof: SectionTexts = {
	course: {
		de: `48 Stromerzeuger wurden im Februar 2025 in zwei Transporten nach Schytomyr gebracht und dort angenommen.\n\n${example.de}`,
		uk: `У лютому 2025 року 48 генераторів двома транспортами доставлено до Житомира й прийнято там.\n\n${example.uk}`,
		en: `48 generators were brought to Zhytomyr in two shipments in February 2025 and received there.\n\n${example.en}`,
	},
	results: {
		de: 'Alle Geräte sind in gutem Zustand angekommen.',
		uk: 'Усе обладнання надійшло в належному стані.',
		en: 'All units arrived in good condition.',
	},
};
