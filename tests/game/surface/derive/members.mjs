// Members of classes: attributes, methods, operators, and sets of parameters which depend on the value of one.
import ts from "./ts.mjs"
import { OVERRIDES } from "./overrides.mjs"
import { Types, docOf, isReadonly, nameOf, withoutNil } from "./types.mjs"

/** Names after "Can only be used if this is …": the kinds of object which have the member. */
function subclasses(node) {
  const match = docOf(node).match(/_Can only be used if this is (.*?)_\s*$/m)
  return match ? match[1].split(/, | or /) : null
}

export function parents(node) {
  return (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => type.expression.getText()))
}

export class Members {
  /** @param files with `classes`: name → declaration, for those declared beside the classes */
  constructor(declarations, files) {
    this.declarations = declarations
    this.files = files
    this.types = new Types(declarations)
  }

  interface(name) {
    const node = this.declarations.get(name)
    return node && ts.isInterfaceDeclaration(node) ? node : null
  }

  class(name, nodes) {
    const bases = parents(nodes[0])
    const result = {
      abstract: false,
      attrs: {},
      methods: {},
      ops: {},
      parent: bases.find((base) => /^Lua[A-Z]/.test(base) && this.files.classes.has(base)) ?? null,
    }
    const array = nodes[0].heritageClauses
      ?.flatMap((clause) => clause.types)
      .find((type) => ["ReadonlyArray", "Array"].includes(type.expression.getText()))
    if (array) {
      const [type, optional] = withoutNil(this.types.convert(array.typeArguments[0]))
      result.ops.index = optional ? { o: 1, r: type } : { r: type }
      result.ops.length = { r: "uint32" }
    }
    for (const node of nodes) {
      for (const member of node.members) {
        this.member(name, result, member)
      }
    }
    return result
  }

  member(className, result, node) {
    if (ts.isCallSignatureDeclaration(node)) {
      result.ops.call = this.signature(node)
      return
    }
    if (ts.isIndexSignatureDeclaration(node)) {
      const [type, optional] = withoutNil(this.types.convert(node.type))
      result.ops.index = optional ? { o: 1, r: type } : { r: type }
      return
    }
    const name = nameOf(node)
    if (ts.isMethodSignature(node)) {
      if (!result.methods[name]) {
        const sub = subclasses(node)
        const override = OVERRIDES[`${className}.${name}`]
        const signature = override?.p ? override : { ...this.signature(node), ...override }
        result.methods[name] = sub ? { ...signature, sub } : signature
      }
      return
    }
    if (node.type?.getText().startsWith("LuaLengthMethod")) {
      result.ops.length = { r: this.types.convert(node.type.typeArguments[0]) }
      return
    }
    if (name === "object_name") {
      result.attrs[name] = { r: "string" }
      return
    }
    if (name === "length" && result.ops.index) {
      return // of the array it is written as
    }
    const attr = (result.attrs[name] ??= {})
    const sub = subclasses(node)
    if (sub) {
      attr.sub = sub
    }
    if (ts.isSetAccessor(node)) {
      const [type, optional] = withoutNil(this.types.convert(node.parameters[0].type))
      attr.w = type
      if (optional) {
        attr.o = 1
      }
    } else {
      const [type, optional] = withoutNil(this.types.convert(node.type))
      attr.r = type
      if (optional || node.questionToken) {
        attr.o = 1
      }
      if (!ts.isGetAccessor(node) && !isReadonly(node)) {
        attr.w = type
      }
    }
    Object.assign(attr, OVERRIDES[`${className}.${name}`])
  }

  signature(node) {
    const result = { p: [], ret: this.returns(node.type) }
    for (const parameter of node.parameters) {
      if (parameter.dotDotDotToken) {
        result.variadic = 1
        continue
      }
      const name = parameter.name.getText()
      const literal = parameter.type && ts.isTypeLiteralNode(parameter.type)
      const group = this.groupName(parameter.type)
      if ((name === "params" && literal) || group) {
        result.table = 1
        if (parameter.questionToken) {
          result.table_opt = 1
        }
        if (literal) {
          result.p = this.tableParams(parameter.type.members)
        } else {
          Object.assign(result, this.group(group))
        }
      } else {
        const type = this.types.convert(parameter.type)
        const named = { n: name.replace(/^_/, ""), t: type }
        result.p.push(parameter.questionToken ? { n: named.n, o: 1, t: withoutNil(type)[0] } : named)
      }
    }
    return result
  }

  /** Name of the declared set of parameters a type stands for; null for a value of the game. */
  groupName(type) {
    const reference = type && ts.isIntersectionTypeNode(type) ? type.types[0] : type
    const name = reference?.typeName?.getText()
    return name && this.files.classes.has(name) && !/^Lua[A-Z]|GuiElement$/.test(name) ? name : null
  }

  tableParams(members) {
    return Object.entries(this.types.fields(members)).map(([n, field]) => ({ n, ...field }))
  }

  /** Parameters of a method with variants, declared as a union of interfaces over one base. */
  group(name) {
    const node = this.declarations.get(name)
    if (ts.isInterfaceDeclaration(node)) {
      return { p: this.tableParams(node.members) }
    }
    const { base, variants } = this.variants(name)
    return { p: this.tableParams(base.members), variants }
  }

  returns(node) {
    if (!node) {
      return []
    }
    const type = this.types.convert(node)
    if (type === "nil") {
      return []
    }
    return (type.returns ?? [type]).map((one) => {
      const [bare, optional] = withoutNil(one)
      return optional ? { o: 1, t: bare } : { t: bare }
    })
  }

  // ---- unions over a base interface

  /** {base, variants} of `type X = AX | BX` with `interface AX extends BaseX`; null when X is not of that kind. */
  variants(name) {
    const alias = this.declarations.get(name)
    if (!alias || !ts.isTypeAliasDeclaration(alias)) {
      return null
    }
    const members = ts.isUnionTypeNode(alias.type) ? [...alias.type.types] : [alias.type]
    const nodes = members.map((member) => this.interface(member.typeName?.getText()))
    const bases = nodes.map((node) => this.interface(node && parents(node)[0])?.name.text ?? "")
    const plain = bases.map((name) => name.replace(/Write$/, ""))
    if (!plain[0].startsWith("Base") || new Set(plain).size !== 1) {
      return null
    }
    const base = this.interface(bases.find((name) => name.endsWith("Write")) ?? bases[0])
    const shared = this.types.fields(base.members)
    const variants = {}
    for (const node of nodes) {
      const own = this.types.fields(node.members)
      const key = this.variantKey(node, own, shared)
      if (key === null) {
        continue
      }
      variants[key] = Object.fromEntries(
        Object.entries(own).filter(([field, { t }]) => !(field in shared && this.isTag(t, shared[field].t))),
      )
    }
    return { base, variants }
  }

  isTag(type, sharedType) {
    return type.lit !== undefined || type.union?.every((one) => one.lit !== undefined) || `${type}`.startsWith(`${sharedType}.`)
  }

  /** The game's key of a variant: named in its comment, or in that of its read form; null for "no further fields". */
  variantKey(node, own, shared) {
    const read = this.interface(node.name.text.replace(/Write$/, "")) ?? node
    const match = docOf(read).match(/(?:`"(.*?)"`|\{@link (defines\.\S+?)\}) variant of/)
    if (match) {
      return match[1] ?? match[2]
    }
    if (Object.keys(own).every((field) => field in shared)) {
      return null
    }
    throw new Error(`no key for variant ${node.name.text}`)
  }
}
