"""A post of turrets behind a wall, drawn, judged, or refused."""

from agent.factory.post.draw import Post, PostOrder, build_post
from agent.factory.post.prove import ProvenPost, prove_post

__all__ = ["Post", "PostOrder", "ProvenPost", "build_post", "prove_post"]
