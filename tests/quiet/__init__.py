"""Innocent talk: what must raise no tag of pressure, inducement or belittled rights."""
