import { sql } from 'kysely';
import { connect } from '#lib/platform/database/connect.server.ts';
import { startEmbeddedPostgres } from '#lib/platform/database/embedded-postgres.server.ts';
import { inWorker, isConnectionLoss } from '#lib/platform/database/transaction.server.ts';
import { silentLog } from '#lib/platform/log/log.server.ts';

// Eight writers that move units between two accounts and say each move once it is committed, until they are killed.
// Each move is two rows: half a move would show as a sum that isn't zero.

const [folder, firstId] = [process.argv[2]!, Number(process.argv[3])];
const server = await startEmbeddedPostgres({ folder, durable: true, log: silentLog });
const databases = connect(server.url('tandem'));
let next = firstId;

async function write(): Promise<never> {
	for (;;) {
		const id = next++;
		const moved = inWorker(databases.worker, async (trx) => {
			await sql`insert into move values (${id}, 'from', -1)`.execute(trx);
			await sql`insert into move values (${id}, 'to', 1)`.execute(trx);
		});
		await moved.then(
			() => process.stdout.write(`${id}\n`),
			(error: unknown) => {
				if (!isConnectionLoss(error)) throw error;
			},
		);
	}
}

await Promise.all(Array.from({ length: 8 }, write));
