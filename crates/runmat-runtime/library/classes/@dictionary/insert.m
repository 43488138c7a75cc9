function d = insert(d, k, v, varargin)
  % d = insert(d, keys, values), insert(d, keys, values, 'Overwrite', false): d with entries added.
  if ~isempty(varargin) && ~varargin{end} && ~isempty(d.KeyType)
    new = ~__dictionary_has__(d, k);
    if isscalar(new)
      if new
        d = __dictionary_set__(d, k, v);
      end
      return
    end
    k = k(new);
    if ~isscalar(v)
      v = v(new);
    end
    if isempty(k)
      return
    end
  end
  d = __dictionary_set__(d, k, v);
end
