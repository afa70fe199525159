import { mailNews } from '#lib/newsroom/subscriptions/mail-news-job.server.ts';
import { systemClock } from '#lib/platform/clock/system-clock.server.ts';
import { readConfig } from '#lib/platform/config/config.server.ts';
import { connect } from '#lib/platform/database/connect.server.ts';

// Mails news as the background work does, in a process of its own that can be killed: `node mailing-worker.ts DATABASE_URL`. Says
// each step, with the most memory it used so far in bytes.

const [, , url = ''] = process.argv;
const databases = connect(url);
await mailNews({ databases, clock: systemClock, config: readConfig({}, '/tmp') }, (step) => {
	process.stdout.write(`${step} ${process.resourceUsage().maxRSS * 1024}\n`);
});
await databases.close();
