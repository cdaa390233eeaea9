// TypeScript type nodes → the surface's own notation (see README.md).
import ts from "./ts.mjs"

/** Numbers branded for TypeScript's sake, and other names which stand for a plain type of the game. */
const PLAIN = new Map([
  ["PlayerIndex", "uint32"],
  ["SurfaceIndex", "uint32"],
  ["ForceIndex", "uint32"],
  ["GuiElementIndex", "uint32"],
  ["UnitNumber", "uint64"],
  ["RegistrationNumber", "uint64"],
  ["EntityType", "string"],
  ["EquipmentType", "string"],
  ["ItemType", "string"],
  ["PrototypeType", "string"],
  ["CustomInputName", "string"],
  ["VersionString", "string"],
  ["EventId", "defines.events"],
  ["CustomEventId", "defines.events"],
  ["ActiveMods", { dict: ["string", "string"] }],
  ["undefined", "nil"],
  ["StyleValuesArray", { array: "int32" }],
  ["SizeArray", { array: "int32" }],
])

const ARRAYS = new Set(["Array", "ReadonlyArray"])
const DICTS = new Set(["Record", "LuaMap", "ReadonlyLuaMap", "LuaTable"])
const SETS = new Set(["LuaSet", "ReadonlyLuaSet"])

/** The comment written above a declaration, without its stars. */
export function docOf(node) {
  return (node.jsDoc ?? []).map((doc) => doc.getText().replace(/^\s*\*+ ?/gm, "")).join("\n")
}

/** A property's name without quotes. */
export function nameOf(node) {
  return node.name.text ?? node.name.getText()
}

export function isReadonly(node) {
  return (node.modifiers ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ReadonlyKeyword)
}

/** A union of distinct types; one type stays itself. */
export function union(types) {
  const seen = new Map()
  for (const type of types) {
    seen.set(JSON.stringify(type), type)
  }
  const distinct = [...seen.values()]
  return distinct.length === 1 ? distinct[0] : { union: distinct }
}

/** Splits "T or nil" into T and whether nil was there. */
export function withoutNil(type) {
  if (type?.union?.includes("nil")) {
    return [union(type.union.filter((member) => member !== "nil")), true]
  }
  return [type, false]
}

export class Types {
  /** @param declarations name → declaration node, of one module (runtime or prototype) */
  constructor(declarations) {
    this.declarations = declarations
  }

  /**
   * The game's own name of a concept which the package splits into a read, a write, an array and a table form.
   * Null when the name is no such form.
   */
  baseForm(name) {
    for (const [suffix, proof] of [
      ["Write", /(?:)/],
      ["Read", /(?:)/],
      ["Array", /Array form of/],
      ["Table", /Table form of/],
      ["TableWrite", /Table form of/],
    ]) {
      const base = name.slice(0, -suffix.length)
      const node = this.declarations.get(name)
      if (name.endsWith(suffix) && node && this.declarations.has(base) && proof.test(docOf(node))) {
        return base
      }
    }
    return null
  }

  convert(node) {
    const kind = ts.SyntaxKind
    switch (node.kind) {
      case kind.StringKeyword:
        return "string"
      case kind.NumberKeyword:
        return "number"
      case kind.BooleanKeyword:
        return "boolean"
      case kind.AnyKeyword:
      case kind.UnknownKeyword:
        return "Any"
      case kind.ObjectKeyword:
        return "table"
      case kind.VoidKeyword:
      case kind.UndefinedKeyword:
        return "nil"
      case kind.TemplateLiteralType:
        return "string"
      case kind.LiteralType:
        return this.literal(node.literal)
      case kind.ParenthesizedType:
      case kind.NamedTupleMember:
      case kind.RestType:
      case kind.OptionalType:
        return this.convert(node.type)
      case kind.TypeOperator: // keyof Flags, readonly T[]
        return node.operator === kind.KeyOfKeyword ? this.keys(node.type) : this.convert(node.type)
      case kind.ArrayType:
        return { array: this.convert(node.elementType) }
      case kind.TupleType:
        return this.tuple(node)
      case kind.MappedType: // {[F in Flag]?: true}
        return { dict: [this.convert(node.typeParameter.constraint), this.convert(node.type)] }
      case kind.UnionType:
        return this.union(node)
      case kind.IntersectionType:
        return this.convert(node.types[0])
      case kind.FunctionType:
        return { function: node.parameters.filter((p) => !p.dotDotDotToken).map((p) => this.convert(p.type)) }
      case kind.ConditionalType:
        return union([node.trueType, node.falseType].flatMap((one) => this.members(one)))
      case kind.TypeQuery: // typeof defines.events.on_tick
        return node.exprName.getText().split(".").slice(0, -1).join(".")
      case kind.TypeLiteral:
        return this.literalTable(node)
      case kind.TypeReference:
        return this.reference(node)
      default:
        return { unknown: node.getText() } // derive.mjs refuses to write one
    }
  }

  literal(node) {
    if (node.kind === ts.SyntaxKind.NullKeyword) {
      return "nil"
    }
    return { lit: node.kind === ts.SyntaxKind.StringLiteral ? node.text : JSON.parse(node.getText()) }
  }

  union(node) {
    return union(this.members(node))
  }

  /** The types a union is made of, unions in brackets opened; another type alone. */
  members(node) {
    if (ts.isUnionTypeNode(node)) {
      return node.types.flatMap((member) => this.members(member))
    }
    const type = this.convert(node)
    return type.union ?? [type]
  }

  literalTable(node) {
    const index = node.members.find(ts.isIndexSignatureDeclaration)
    if (index) {
      return { dict: [this.convert(index.parameters[0].type), this.convert(index.type)] }
    }
    return { table: this.fields(node.members) }
  }

  /** A list of known length; both lengths when the last element may be absent; an array when it has no end. */
  tuple(node) {
    const types = node.elements.map((element) => this.convert(element))
    const last = node.elements.at(-1)
    if (last && (ts.isRestTypeNode(last) || last.dotDotDotToken)) {
      return types.at(-1)
    }
    const optional = last && (ts.isOptionalTypeNode(last) || last.questionToken)
    return optional ? union([{ tuple: types.slice(0, -1) }, { tuple: types }]) : { tuple: types }
  }

  keys(node) {
    const flags = node.typeName && this.declarations.get(node.typeName.getText())
    return flags?.members ? union(flags.members.map((member) => ({ lit: nameOf(member) }))) : { unknown: node.getText() }
  }

  /** The set of flags {flag = true} an interface stands for; null for any other interface. */
  flags(node) {
    const isFlag = (member) => ts.isPropertySignature(member) && member.questionToken && member.type.getText() === "true"
    return node.members.length > 1 && node.members.every(isFlag)
      ? { dict: [union(node.members.map((member) => ({ lit: nameOf(member) }))), { lit: true }] }
      : null
  }

  /** Members of a table: {name: {t, o?}}. */
  fields(members) {
    const fields = {}
    for (const member of members.filter(ts.isPropertySignature)) {
      fields[nameOf(member)] = this.field(member.type, member.questionToken)
    }
    return fields
  }

  field(typeNode, optional) {
    const [type, nil] = withoutNil(this.convert(typeNode))
    return optional || nil ? { o: 1, t: type } : { t: type }
  }

  reference(node) {
    const name = node.typeName.getText()
    const args = (node.typeArguments ?? []).map((argument) => this.convert(argument))
    if (ARRAYS.has(name)) {
      return { array: args[0] }
    }
    if (DICTS.has(name)) {
      return { dict: args }
    }
    if (SETS.has(name)) {
      return { dict: [args[0], { lit: true }] }
    }
    if (name === "LuaCustomTable") {
      return { custom: args.slice(0, 2) } // a third says what pairs() yields
    }
    if (name === "LuaLazyLoadedValue") {
      return { lazy: args[0] }
    }
    if (name === "LuaMultiReturn") {
      return { returns: args[0].tuple }
    }
    if (name.endsWith("GuiElement") && this.declarations.has("BaseGuiElement")) {
      return "LuaGuiElement" // one of its kinds
    }
    return PLAIN.get(name) ?? this.baseForm(name) ?? name
  }
}
