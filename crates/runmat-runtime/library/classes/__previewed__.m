function x = __previewed__(x)
  % __previewed__(x): what stands for an object of one element in displays.
  if isobject(x) && isscalar(x) && __has_method__(class(x), '__texts__')
    x = __preview__(strtrim(char(__texts__(x))));
  end
end
