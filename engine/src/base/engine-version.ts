/** Version of @jingwei/engine, which packs and plugins name in their `engine` range. Equal to package.json. */
export const engineVersion = '0.1.0'
