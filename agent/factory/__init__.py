"""From a wish to a blueprint that is proven before it is offered. Pure."""
