import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';
import type { AtomLook } from './atom-look.ts';

/** Something that is edited as a whole, drawn in the text: what it is, what it holds, and a way to change it. */
export class AtomView implements NodeView {
	readonly dom: HTMLElement;
	#node: Node;
	readonly #look: (node: Node) => AtomLook;

	constructor(node: Node, look: (node: Node) => AtomLook) {
		this.#node = node;
		this.#look = look;
		this.dom = document.createElement(node.isInline ? 'span' : 'div');
		this.dom.className = node.isInline ? 'ui-editor__figure' : 'ui-editor__atom';
		this.draw();
	}

	update(node: Node): boolean {
		if (node.type !== this.#node.type) return false;
		this.#node = node;
		this.draw();
		return true;
	}

	/** Once more, where names of what it holds have come in meanwhile. */
	draw(): void {
		const { kind, words, pictures } = this.#look(this.#node);
		const drawn = pictures.map((address) => {
			const picture = document.createElement('img');
			picture.src = address;
			picture.alt = '';
			picture.width = 64;
			picture.height = 64;
			return picture;
		});
		const said = document.createElement('span');
		const name = document.createElement('strong');
		name.textContent = this.#node.isInline ? '' : kind;
		said.append(name, this.#node.isInline ? words : ` ${words}`);
		this.dom.replaceChildren(...drawn, said);
	}

	ignoreMutation(): boolean {
		return true;
	}
}
