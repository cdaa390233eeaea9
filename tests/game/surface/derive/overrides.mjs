// Where the package states something in TypeScript's terms instead of the game's: the game's own form, by hand.

/** Runtime: "Class.member" → signature or attribute; "Concept" → type, "Concept.field" → field. */
const EVENT = { n: "event", t: "LuaEventType" }

const CHANNEL = { o: 1, t: "float" }

const COLOR = {
  union: [
    { table: { a: CHANNEL, b: CHANNEL, g: CHANNEL, r: CHANNEL } },
    { tuple: ["float", "float", "float"] },
    { tuple: ["float", "float", "float", "float"] },
  ],
}

const OPENED = {
  union: [
    ...["LuaEntity", "LuaItemStack", "LuaEquipment", "LuaEquipmentGrid", "LuaPlayer", "LuaGuiElement"],
    ...["LuaInventory", "LuaLogisticNetwork", "defines.gui_type"],
  ],
}

export const OVERRIDES = {
  // Overloads, one per kind of event, tie the handler's argument to the event.
  "LuaBootstrap.on_event": {
    p: [
      { n: "event", t: { union: ["LuaEventType", { array: "LuaEventType" }] } },
      { n: "handler", t: { union: [{ function: ["EventData"] }, "nil"] } },
      { n: "filters", o: 1, t: "EventFilter" },
    ],
    ret: [],
  },
  "LuaBootstrap.get_event_id": { p: [EVENT], ret: [{ t: "defines.events" }] },
  "LuaBootstrap.get_event_handler": { p: [EVENT], ret: [{ o: 1, t: { function: ["EventData"] } }] },
  "LuaBootstrap.set_event_filter": { p: [EVENT, { n: "filters", o: 1, t: "EventFilter" }], ret: [] },
  "LuaBootstrap.get_event_filter": { p: [EVENT], ret: [{ o: 1, t: "EventFilter" }] },
  "LuaRemote.call": {
    p: [
      { n: "interface", t: "string" },
      { n: "function", t: "string" },
    ],
    ret: [{ o: 1, t: "Any" }],
    variadic: 1,
  },
  // The type of the result depends on the argument.
  "LuaGuiElement.add": { ret: [{ t: "LuaGuiElement" }] },
  "LuaLazyLoadedValue.get": { ret: [{ t: "Any" }] },
  "LuaGuiElement.type": { r: "GuiElementType" },
  "LuaGuiElement.style": { r: { union: ["LuaStyle", "string"] } },
  // Typed more narrowly than what can be open, or as one overload per form.
  "LuaControl.opened": { r: OPENED, w: OPENED },
  "LuaEntity.get_logistic_point": {
    p: [{ n: "index", o: 1, t: "defines.logistic_member_index" }],
    ret: [{ o: 1, t: { union: ["LuaLogisticPoint", { array: "LuaLogisticPoint" }] } }],
  },
  "LuaEntity.get_wire_connector": {
    p: [
      { n: "wire_connector_id", t: "defines.wire_connector_id" },
      { n: "or_create", t: "boolean" },
    ],
    ret: [{ o: 1, t: "LuaWireConnector" }],
  },
  "LuaSettings.startup": { r: { custom: ["string", "ModSetting"] } },
  "EventData.name": { t: "defines.events" },
  "UnlockableID.name": { o: 1, t: "string" },
  Color: COLOR,
  ColorModifier: COLOR,
  "LuaBootstrap.raise_event": { p: [EVENT, { n: "data", t: "table" }], ret: [] },
}

/** Prototype stage: "Type" → type, "Class.property" → property. */
export const PROTOTYPE_OVERRIDES = {
  "Data.extend": { t: "DataExtendMethod" },
  "Data.raw": { t: { dict: ["string", { dict: ["string", "AnyPrototype"] }] } },
  LightDefinition: { union: [{ struct: true }, { array: { struct: true } }] },
  LocalisedString: { union: ["string", "number", "boolean", { array: "LocalisedString" }] },
}

/** Other names of a property, which the package lists as properties of their own. */
export const ALIASES = {
  VehiclePrototype: { braking_force: "braking_power", friction_force: "friction" },
}

/** Declared among the concepts for TypeScript's sake only. */
export const UNOFFICIAL_CONCEPTS = ["RaiseableEvents", "SizeArray", "SoundCategory", "SpriteType", "StyleValuesArray"]
