import fc from 'fast-check'

/**
 * Random tests begin at one seed, so that a change is judged by the change and not by the day. `AKASHI_FC_SEED=random` begins anywhere, to look for
 * what nobody has found yet; a failing seed then becomes a test of its own.
 */
const wanted = process.env['AKASHI_FC_SEED'] ?? '20261122'
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) })
