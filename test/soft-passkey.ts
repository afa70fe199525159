import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();
const encoded = (data: Uint8Array | string): string => Buffer.from(data).toString('base64url');

const userPresent = 0x01;
const userVerified = 0x04;
const holdsKey = 0x40;

/** A passkey in software (ES256, attestation "none"), as a browser and its authenticator would answer. For tests. */
export class SoftPasskey {
	readonly id: string = encoded(randomBytes(32));
	counter = 0;
	readonly #origin: string;
	readonly #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

	constructor(origin: string) {
		this.#origin = origin;
		this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	}

	register(
		challenge: string,
		changes: { readonly origin?: string; readonly flags?: number } = {},
	): RegistrationResponseJSON {
		const id = Buffer.from(this.id, 'base64url');
		const length = Buffer.alloc(2);
		length.writeUInt16BE(id.length);
		const flags = changes.flags ?? userPresent | userVerified | holdsKey;
		const authenticatorData = Buffer.concat([this.#header(flags), Buffer.alloc(16), length, id, this.#coseKey()]);
		const attestation = new Map<string, unknown>([
			['fmt', 'none'],
			['attStmt', new Map()],
			['authData', new Uint8Array(authenticatorData)],
		]);
		const response = {
			clientDataJSON: encoded(this.#clientData('webauthn.create', challenge, changes.origin)),
			attestationObject: encoded(isoCBOR.encode(attestation as never)),
			transports: ['internal' as const],
		};
		return { id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} };
	}

	authenticate(
		challenge: string,
		changes: { readonly origin?: string; readonly flags?: number } = {},
	): AuthenticationResponseJSON {
		this.counter += 1;
		const authenticatorData = this.#header(changes.flags ?? userPresent | userVerified);
		const clientData = this.#clientData('webauthn.get', challenge, changes.origin);
		const signature = createSign('sha256')
			.update(Buffer.concat([authenticatorData, sha256(clientData)]))
			.sign(this.#keys.privateKey);
		const response = {
			clientDataJSON: encoded(clientData),
			authenticatorData: encoded(authenticatorData),
			signature: encoded(signature),
		};
		return { id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} };
	}

	#clientData(type: string, challenge: string, origin = this.#origin): string {
		return JSON.stringify({ type, challenge, origin, crossOrigin: false });
	}

	#header(flags: number): Buffer {
		const counter = Buffer.alloc(4);
		counter.writeUInt32BE(this.counter);
		return Buffer.concat([sha256(new URL(this.#origin).hostname), Buffer.from([flags]), counter]);
	}

	/** The public key as COSE: EC2, ES256, P-256 (RFC 9053). */
	#coseKey(): Uint8Array {
		const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
		const coordinate = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64url'));
		return isoCBOR.encode(
			new Map<number, number | Uint8Array>([
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, coordinate(x)],
				[-3, coordinate(y)],
			]) as never,
		);
	}
}
