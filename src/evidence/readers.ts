import type { Reader } from './reader.ts'
import { awsReader } from './readers/aws/reader.ts'
import { linuxReader } from './readers/linux/reader.ts'

/** Every source of evidence, in the order in which they are asked. Adding one is one folder under `readers/` and a row here. */
export const READERS: readonly Reader[] = [linuxReader, awsReader]
