import { api } from "./client";
import { isProblem } from "./problem";
import type { Upload, UploadState } from "./types";

const root = "/api/uploads";
/** The largest file that can be sent. */
export const uploadLimit = 268_435_456;

type Kept = { id: string; partSize: number; parts: number };
const keyOf = (file: File) => `interlink.upload:${file.name}:${file.size}:${file.lastModified}`;

async function resume(file: File): Promise<{ upload: Kept; received: Set<number> } | undefined> {
  const text = sessionStorage.getItem(keyOf(file));
  if (!text) return undefined;
  const upload = JSON.parse(text) as Kept;
  try {
    const state = await api.get<UploadState>(`${root}/${upload.id}`);
    return { upload, received: new Set(state.received) };
  } catch (error) {
    // Gone on the server: begin anew. Anything else is for the person to know.
    if (isProblem(error, 404)) return undefined;
    throw error;
  }
}

/**
 * Sends a file in parts and answers the upload's id. Sent again after a failure, with the same file, it goes on where it stopped.
 * `onProgress` hears how many bytes have arrived.
 */
export async function sendFile(file: File, onProgress: (sent: number) => void, signal?: AbortSignal): Promise<string> {
  const known = await resume(file);
  const upload: Kept = known?.upload
    ?? (await api.post<Upload>(root, { fileName: file.name, length: file.size, contentType: file.type || undefined }, { signal }));
  const received = known?.received ?? new Set<number>();
  sessionStorage.setItem(keyOf(file), JSON.stringify({ id: upload.id, partSize: upload.partSize, parts: upload.parts }));

  let sent = 0;
  for (let part = 0; part < upload.parts; part++) {
    const bytes = file.slice(part * upload.partSize, Math.min(file.size, (part + 1) * upload.partSize));
    if (!received.has(part)) await sendPart(`${root}/${upload.id}/parts/${part}`, bytes, signal);
    sent += bytes.size;
    onProgress(sent);
  }
  sessionStorage.removeItem(keyOf(file));
  return upload.id;
}

/** A part may be sent twice without harm, so a silent network is tried again. */
async function sendPart(path: string, bytes: Blob, signal?: AbortSignal) {
  for (let attempt = 1; ; attempt++) {
    try {
      await api.put<undefined>(path, bytes, { signal });
      return;
    } catch (error) {
      if (!isProblem(error) || !error.transient || attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}
