# What players compute in their heads: parts of a power plant, labs, inserters and machines for a belt, belts, pipes.
chat-sum-ratio = With { $count } of “{ $machine }” goes: { $list }.
chat-sum-ratio-exact = With { $count } of “{ $machine }” goes: { $list } (exactly: { $exact }).
chat-sum-ratio-sun = With { $count } of “{ $machine }” goes: { $list } (exactly: { $exact }; planet “{ $planet }”, an even load).
chat-sum-water = { $count } of “{ $machine }” at full work: { $water } of water goes in, { $steam } of steam comes out.
chat-sum-given = { $count } of “{ $machine }” (planet “{ $planet }”): up to { $most } by day, nothing at night, { $mean } on average.
chat-sum-hold = To give { $power } for { $time } takes, fully charged: { $list }.
chat-sum-labs = { $rate } of each kind of pack, if a unit of research takes { $time } and the speed bonus is { $bonus }: “{ $machine }” — { $count } (exactly { $exact }, without modules).
chat-sum-labs-both = { $rate } of each kind of pack, if a unit of research takes { $time }: “{ $machine }” — { $count } without research of lab speed (exactly { $exact }), { $count_most } with all of it (bonus { $bonus }, exactly { $exact_most }); without modules.
chat-sum-fill = To fill “{ $belt }” from chests ({ $rate }): “{ $machine }” — at least { $count } (one puts { $each }, hand of { $hand }); half of them on each side, as each puts on the far lane.
chat-sum-fill-both = To fill “{ $belt }” from chests ({ $rate }): “{ $machine }” — at least { $count } without research (one puts { $each }, hand of { $hand }), { $count_most } with all of it ({ $each_most }, hand of { $hand_most }); half of them on each side, as each puts on the far lane.
chat-sum-unload = To empty “{ $belt }” into chests ({ $rate }): “{ $machine }” — at least { $count } (one takes { $each }, hand of { $hand }).
chat-sum-unload-both = To empty “{ $belt }” into chests ({ $rate }): “{ $machine }” — at least { $count } without research (one takes { $each }, hand of { $hand }), { $count_most } with all of it ({ $each_most }, hand of { $hand_most }).
chat-sum-move = To move { $rate } between chests or machines: “{ $machine }” — { $count } (one moves { $each }, hand of { $hand }).
chat-sum-move-both = To move { $rate } between chests or machines: “{ $machine }” — { $count } without research (one moves { $each }, hand of { $hand }), { $count_most } with all of it ({ $each_most }, hand of { $hand_most }).
chat-sum-belts = { $rate } takes, of whichever belt: { $list } (exactly: { $exact }).
chat-sum-pipe = Since 2.0 a pipe itself does not limit the flow: fluid passes at once, if a stretch without pumps fits into { $extent }×{ $extent } tiles; each socket of a machine passes at most { $socket }.
chat-sum-pump = Pumps move: { $list }.
