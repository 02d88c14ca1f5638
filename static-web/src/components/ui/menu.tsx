import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Header } from "react-aria-components/Header";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Icon } from "./icons";

export type MenuEntry = { id: string; label: string; run: () => void; harm?: boolean; selected?: boolean; lang?: string };
export type MenuGroup = { id: string; title?: string; entries: MenuEntry[] };

/** A button that opens a short list of actions or choices. */
export function ActionMenu({ label, trigger, className, groups, open, onOpen }: { label: string; trigger: ReactNode; className: string; groups: MenuGroup[]; open?: boolean; onOpen?: (open: boolean) => void }) {
  const all = groups.flatMap((group) => group.entries);
  return (
    <MenuTrigger {...(open === undefined ? {} : { isOpen: open, onOpenChange: onOpen })}>
      <AriaButton className={className} aria-label={label}>{trigger}</AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" onAction={(key) => all.find((entry) => entry.id === key)?.run()}>
          {groups.map((group) => (
            // Sections and entries share one space of ids: a section called as one of its entries would contain itself, without end.
            <MenuSection key={group.id} id={`section ${group.id}`} aria-label={group.title ?? label}>
              {group.title && <Header className="menu-head">{group.title}</Header>}
              {group.entries.map((entry) => (
                <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className={entry.harm ? "menu-item menu-item-harm" : "menu-item"}>
                  <span lang={entry.lang}>{entry.label}</span>
                  {entry.selected && <span className="menu-check"><Icon name="check" size={16} /></span>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
