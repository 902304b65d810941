import { type FileStore, openFolderStore } from "./file-store.ts";
import type { BucketPlace } from "./bucket-place.ts";
import { openBucket } from "./bucket.ts";
import { openBucketStore } from "./bucket-store.ts";

/** The store that `FILES_URL` names, or the data folder. */
export function openFileStore(dir: string, bucket?: BucketPlace): FileStore {
	return bucket ? openBucketStore(dir, openBucket(bucket)) : openFolderStore(dir);
}
