// The plugin lives in ../purge; this address stays for as long as the build's configuration names it.
export { purgeKern } from '../purge/purge-kern.server.ts';
