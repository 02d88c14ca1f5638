import { Icon } from "./icons";

/** The picture of a person whose name stands beside it, so that it is not read out; a figure where there is none. */
export function Avatar({ picture }: { picture: string | null | undefined }) {
  return picture
    ? <img className="avatar" src={picture} alt="" width={40} height={40} loading="lazy" />
    : <span className="avatar avatar-none" aria-hidden="true"><Icon name="person" size={20} /></span>;
}
