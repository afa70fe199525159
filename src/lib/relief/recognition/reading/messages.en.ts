export const en = {
	'in-sheet': ' in sheet “{sheet}”',
	'empty-file': 'The file is empty. Please check whether the right file was chosen and saved.',
	'too-large': 'The file has {size} MB; up to {limit} MB can be read. Please remove pictures or split the list.',
	'unpacks-too-large':
		'Unpacked, the file would exceed {limit} MB. Please copy the list into a new, empty spreadsheet and send that.',
	'too-many-parts':
		'The file consists of more than {limit} parts. Please copy the list into a new, empty spreadsheet and send that.',
	'password-protected':
		'The file is protected by a password. Please open it, save it without a password and choose it again.',
	'broken-file': 'The file looks like {kind} but is damaged. Please open it, save it again under a new name and retry.',
	'unsafe-content':
		'The file looks like {kind} but contains parts no office program writes, so it was not opened. Please copy the list into a new file.',
	'unknown-encoding':
		'The letters of this text could not be recognised. Please save it as “CSV UTF-8” or as an Excel file (.xlsx).',
	'too-many-rows': 'More than {limit} rows are filled{sheet}. Please split the list into several files.',
	'too-many-columns': 'More than {limit} columns are filled{sheet}. Please keep only the columns of the list.',
	'cell-too-long': 'Row {line}{sheet} holds a text of more than {limit} characters. Please shorten it.',
	'text-too-long': 'The text has more than {limit} characters. Please split it.',
	'sheet-not-found': 'There is no sheet “{sheet}”. The file has: {present}.',
	'no-lines': 'No line of a need list was found. Please check the file, or paste the list as text, one item per line.',
	'took-too-long':
		'Reading was stopped after {seconds} seconds. Please copy the list into a new, empty spreadsheet and send that.',
	'needed-too-much-memory':
		'Reading was stopped because the file needed more than {limit} MB of memory. Please copy the list into a new, empty spreadsheet and send that.',
	'unsupported-pdf':
		'This is a PDF. Please ask for the list as Excel or Word, or copy its text from the PDF and paste it here.',
	'unsupported-image': 'This is a picture. Please ask for the list as a file, or type its lines as text.',
	'unsupported-old-word': 'This is a Word file of the old kind (.doc). Please save it as .docx and choose it again.',
	'unsupported-rich-text': 'This is a rich text file (.rtf). Please save it as .docx and choose it again.',
	'unsupported-presentation': 'This is a presentation. Please copy the list from its slides and paste it as text.',
	'unsupported-outlook-message':
		'This is an Outlook message (.msg). Please save it as .eml, or copy its text and paste it here.',
	'unsupported-archive': 'This is an archive with packed files. Please unpack it and choose the list itself.',
	'unsupported-apple-numbers': 'This is a Numbers file. Please export it as an Excel file (.xlsx) and choose that.',
	'unsupported-open-text': 'This is an OpenDocument text (.odt). Please save it as .docx and choose it again.',
	'unsupported-json': 'This is data for programs (JSON). Please choose the list as Excel, Word, CSV or text.',
	'unsupported-unknown': 'This kind of file can’t be read. Please choose Excel, OpenDocument, Word, CSV, mail or text.',
	'kind-xlsx': 'an Excel file',
	'kind-xlsb': 'a binary Excel file',
	'kind-xls': 'an Excel file of the old kind',
	'kind-xml-table': 'a spreadsheet in XML',
	'kind-ods': 'an OpenDocument spreadsheet',
	'kind-docx': 'a Word file',
	'kind-html': 'a web page',
	'kind-mail': 'a saved e-mail',
	'kind-csv': 'a CSV file',
	'kind-text': 'a text file',
} as const;
