import type { CloudIndex } from '../proof/index.ts'
import type { PathStep } from '../proof/path.ts'

/** Where a step of a path is: the device, and the interface, bridge or router of it, as people name them. */
export interface StepPlace {
  readonly device: string
  readonly name: string
}

export function placeOf(index: CloudIndex, { place }: Pick<PathStep, 'place'>): StepPlace {
  const found =
    'interface' in place
      ? index.interface.get(place.interface)
      : 'bridge' in place
        ? index.bridge.get(place.bridge)
        : index.router.get(place.router)
  return { device: found?.device ?? '', name: found?.name ?? '' }
}
