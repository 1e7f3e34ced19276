declare module "preset-data" {
  const presets: import("./presets").Preset[];
  export default presets;
}

declare module "*.css" {}
