const side = 384;

/** Cuts a square out of the middle of a picture and draws it anew: small enough to send, and without what cameras write into files, such as the place. */
export async function squareOf(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const edge = Math.min(image.width, image.height);
  canvas.getContext("2d")?.drawImage(image, (image.width - edge) / 2, (image.height - edge) / 2, edge, edge, 0, 0, side, side);
  image.close();
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("The picture could not be drawn."))), "image/jpeg", 0.85);
  });
}
