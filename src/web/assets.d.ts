/** A file of a package by its address, as the build gives it out. */
declare module '*?url' {
  const address: string
  export default address
}
