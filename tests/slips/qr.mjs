// Finds and reads the QR code in a picture, with a library that is not ours. In: a PNG. Out: what the code says, or an empty line.
import { readFileSync } from "node:fs";
import jsQR from "jsqr";
import { PNG } from "pngjs";

const picture = PNG.sync.read(readFileSync(0));
const found = (jsQR.default ?? jsQR)(new Uint8ClampedArray(picture.data), picture.width, picture.height);
console.log(found?.data ?? "");
