// The prototype stage: prototype classes, their property types, and which class stands behind each type name.
import ts from "./ts.mjs"
import { ALIASES, PROTOTYPE_OVERRIDES } from "./overrides.mjs"
import { Types, docOf, nameOf } from "./types.mjs"

const BUILTINS = [
  ...["DataExtendMethod", "boolean", "double", "float", "int16", "int32", "int8", "number", "string", "table"],
  ...["uint16", "uint32", "uint64", "uint8"],
]

export class Prototypes {
  constructor(declarations, files) {
    this.declarations = declarations
    this.files = files
    this.types = new Types(declarations)
    const map = declarations.get("PrototypeMap")
    this.map = Object.fromEntries(map.members.map((member) => [nameOf(member), member.type.getText()]))
    this.typenames = new Map(Object.entries(this.map).map(([type, name]) => [name, type]))
  }

  prototypes() {
    return Object.fromEntries(Object.entries(this.map).map(([type, name]) => [type, { name }]))
  }

  parent(node) {
    const parent = node.heritageClauses?.[0]?.types[0]
    const omitted = parent?.expression.getText() === "Omit" // Omit<Parent, "property declared anew">
    const name = omitted ? parent.typeArguments[0].getText() : (parent?.expression.getText() ?? null)
    return name && this.isStruct(name) ? name.replace(/Struct$/, "") : name
  }

  isStruct(name) {
    const node = this.declarations.get(name)
    return name.endsWith("Struct") && node && /Struct type for/.test(docOf(node))
  }

  classes() {
    const classes = {}
    for (const [name, node] of this.files.prototypes) {
      // "XMembers" with "XCustomProperties" is the package's form of an X which takes any further property.
      const custom = ts.isInterfaceDeclaration(node) && name.match(/^(.*)Members$/)?.[1]
      const official = custom || name
      if (ts.isInterfaceDeclaration(node) && !/^PrototypeMap$|CustomProperties$/.test(name)) {
        const typename = this.typenames.get(official) ?? null
        classes[official] = { parent: this.parent(node), props: this.props(name, node), typename }
        if (custom) {
          classes[official].custom = 1
        }
        const aliases = Object.entries(ALIASES[name] ?? {}).filter(([, of]) => of in classes[name].props)
        if (aliases.length) {
          classes[name].aliases = Object.fromEntries(aliases)
          aliases.forEach(([alias]) => delete classes[name].props[alias])
        }
      }
    }
    return classes
  }

  props(name, node) {
    const props = this.types.fields(node.members)
    const inherited = this.parent(node) !== null
    const kinds = props.type?.t.union ?? [props.type?.t]
    if (inherited && kinds.every((kind) => kind?.lit !== undefined) && this.files.prototypes.has(name)) {
      delete props.type
    }
    for (const [member, type] of Object.entries(PROTOTYPE_OVERRIDES)) {
      const [owner, prop] = member.split(".")
      if (owner === name && prop) {
        props[prop] = type
      }
    }
    return props
  }

  valueTypes() {
    const result = Object.fromEntries(BUILTINS.map((name) => [name, { parent: null, t: "builtin" }]))
    for (const [name, node] of this.files.types) {
      if (this.isStruct(name) || name in result) {
        continue
      }
      result[name] = ts.isInterfaceDeclaration(node)
        ? this.struct(name, node, { struct: true })
        : this.alias(name, node)
    }
    return result
  }

  /** `type X = XStruct | other forms`: the struct's properties are X's own. */
  alias(name, node) {
    const struct = this.declarations.get(`${name}Struct`)
    const type = PROTOTYPE_OVERRIDES[name] ?? this.types.convert(node.type)
    if (!struct || !this.isStruct(`${name}Struct`)) {
      return { parent: null, t: type }
    }
    const mark = (one) => (one === `${name}Struct` ? { struct: true } : one)
    const t = type.union ? { union: type.union.map(mark) } : mark(type)
    return this.struct(name, struct, t)
  }

  struct(name, node, t) {
    const props = this.props(name, node)
    const parent = this.parent(node)
    return Object.keys(props).length ? { parent, props, t } : { parent, t }
  }
}
