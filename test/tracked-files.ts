import { readdirSync } from 'node:fs';

const folders = ['src', 'bin', 'test', 'db', 'docs'];

/** The project's own files below the source folders, sorted, with forward slashes. */
export function trackedFiles(): string[] {
	return folders.flatMap((folder) => filesBelow(folder)).sort();
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = `${folder}/${entry.name}`;
		return entry.isDirectory() ? filesBelow(path) : [path];
	});
}
