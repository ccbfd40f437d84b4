/** Ids are readable and unique in one cloud: `hv`, `hv:tap-a1`, `hv:br0`, `hv/inet/fw/forward`. A brand keeps kinds apart. */
type Branded<K extends string> = string & { readonly [key in `__${K}`]?: never }

export type DeviceId = Branded<'device'>
export type InterfaceId = Branded<'interface'>
export type BridgeId = Branded<'bridge'>
export type RouterId = Branded<'router'>
export type ChainId = Branded<'chain'>
export type TableId = Branded<'table'>
export type EndpointId = Branded<'endpoint'>
export type UnknownId = Branded<'unknown'>
